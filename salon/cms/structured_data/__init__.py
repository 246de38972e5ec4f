"""What a page says to machines in the words of schema.org: one JSON-LD graph, made as data from what the page shows.

This package knows the salon, the site and every page; what an app adds of its own it registers in `structured_data`
(`salon/cms/registries.py`).
"""
