"""What the desk writes to a client. Found by the outbox, like every app's `messages`."""

from booking.messages import account, visits, waiting

__all__ = ["account", "visits", "waiting"]
