"""What the desk writes to a client. Found by the outbox, like every app's `messages`."""

from booking.messages import visits

__all__ = ["visits"]
