"""The audit: what search engines and guests miss on the pages, each finding with the field where it is mended.

`run_audit` reads all live pages a hundred at a time, lets every check look at them and keeps what they found; the
report shows what was kept. A concern has a file of its own in `checks/`.
"""
