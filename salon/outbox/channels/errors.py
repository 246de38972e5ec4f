"""What can go wrong on the way; each channel tells its own errors in these words."""

from datetime import timedelta


class Away(Exception):
    """The server can't be reached, hangs or is not set up: nothing leaves by this channel at the moment."""


class Later(Exception):
    """The server asks to try this message again, after `wait` if it says so."""

    def __init__(self, problem: str, wait: timedelta | None = None) -> None:
        super().__init__(problem)
        self.wait = wait


class Refused(Exception):
    """The server will never take this message: an unknown mailbox."""


class Lost(Exception):
    """The message whose place this one should take is not there any more; a new one in its stead would surprise."""


class Closed(Exception):
    """This way to somebody is closed for good: they blocked the bot."""
