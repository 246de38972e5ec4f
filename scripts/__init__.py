"""What `./run` does, in Python's standard library alone: it works before anything is installed."""
