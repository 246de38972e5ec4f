"""The staff's rooms in Wagtail's admin: what a viewset shows, what its form asks, which doors it has."""
