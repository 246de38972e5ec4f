"""`./run screenshots`: the site in pictures."""
