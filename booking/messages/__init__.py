"""What the desk writes, to clients and to its own people. Found by the outbox, like every app's `messages`."""

from booking.messages import account, digest, staff, visits, waiting

__all__ = ["account", "digest", "staff", "visits", "waiting"]
