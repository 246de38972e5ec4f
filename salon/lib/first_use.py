"""What may be used by its first user alone: a word that somebody else may have seen on its way."""

import logging

from django.core.cache import cache
from django.utils.crypto import constant_time_compare, salted_hmac
from redis.exceptions import RedisError

log = logging.getLogger(__name__)


def is_first_user(said: str, mark: str, *, seconds: int) -> bool:
    """Whether nobody used `said` in these seconds, or the same one did: whoever has the same secret `mark`.

    Only keyed hashes are kept. Where the cache is away everybody counts as the first: what is signed is checked anyway.
    """
    name = f"used:{_hidden(said)}"
    try:
        kept = cache.get_or_set(name, lambda: _hidden(mark), timeout=seconds)
    except RedisError as problem:
        log.warning("cache away: %s", type(problem).__name__)
        return True
    return constant_time_compare(str(kept), _hidden(mark))


def _hidden(words: str) -> str:
    return salted_hmac("salon.first_use", words, algorithm="sha256").hexdigest()
