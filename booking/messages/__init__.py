"""What the desk writes, to clients and to its own people. Found by the outbox, like every app's `messages`."""

from booking.messages import account, closed, digest, staff, staff_card, visits, waiting

__all__ = ["account", "closed", "digest", "staff", "staff_card", "visits", "waiting"]
