"""A master's calendar link: make a new one, close it. Only the digest of its secret is kept."""

from booking.models import Master
from salon.lib.links import digest_of, new_secret


def renew_feed(*, master_id: int) -> str:
    """Give a master's calendar a new secret and return it, once; the one before opens nothing any more.

    Raises Master.DoesNotExist.
    """
    secret = new_secret()
    if not Master.objects.filter(pk=master_id).update(calendar_digest=digest_of(secret)):
        raise Master.DoesNotExist
    return secret


def close_feed(*, master_id: int) -> None:
    """From now on no link opens the master's calendar."""
    Master.objects.filter(pk=master_id).update(calendar_digest="")
