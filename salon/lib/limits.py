"""So often and no oftener: a count in the cache, kept for a window of time."""

import logging
import time

from django.core.cache import cache
from django.utils.crypto import salted_hmac
from redis.exceptions import RedisError

log = logging.getLogger(__name__)


def allow(key: str, at_most: int, seconds: int) -> bool:
    """Count one more for `key`; False once there were more than `at_most` in the same window of `seconds`.

    Windows are the same for everybody: they begin at multiples of `seconds`. Of the key only a keyed hash is kept, for
    it may be an address. Where the cache is away everything is allowed: a person matters more than a limit.
    """
    hidden = salted_hmac("salon.limits", key, algorithm="sha256").hexdigest()
    # The window stands in the name, so that a count which lost its end is never met again.
    name = f"limit:{hidden}:{int(time.time()) // seconds}"
    try:
        cache.add(name, 0, timeout=seconds)
        return cache.incr(name) <= at_most
    except ValueError:
        # It ended between the two lines.
        return True
    except RedisError as problem:
        log.warning("cache away: %s", type(problem).__name__)
        return True
