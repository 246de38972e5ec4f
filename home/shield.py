"""The shield against machines that write: a field that people do not see, and a look at the clock. No third party.

The form carries a stamp: when it was handed out, signed, and a random part by which a second click is known.
"""

from collections.abc import Mapping

from django.core.signing import BadSignature, SignatureExpired, Signer, TimestampSigner

from home.errors import NotSent, TooFast
from salon.lib.links import new_secret

# Names in the form: the trap is called as machines expect it.
TRAP, STAMP, READ = "your-website", "stamp", "read"
SECONDS = 3
_signer = TimestampSigner(salt="home.contact")
_reader = Signer(salt="home.contact.consent")


def new_stamp() -> str:
    return _signer.sign(new_secret())


def is_ours(stamp: str) -> bool:
    """Whether we handed it out, however long ago: a form may stay open all day."""
    try:
        _signer.unsign(stamp)
    except BadSignature:
        return False
    return True


def sealed(words: str) -> str:
    """The words of consent as they are shown, so that they come back as they were read."""
    return _reader.sign(words)


def words_read(posted: Mapping[str, str], now: str) -> str:
    """What stood there when it was agreed to, even if it was changed since; `now`: what stands there now."""
    try:
        return _reader.unsign(posted.get(READ, ""))
    except BadSignature:
        return now


def check(posted: Mapping[str, str]) -> None:
    """Raises NotSent for what fell into the trap or has no stamp of ours, TooFast for what came at once."""
    stamp = posted.get(STAMP, "")
    if posted.get(TRAP) or not is_ours(stamp):
        raise NotSent
    try:
        _signer.unsign(stamp, max_age=SECONDS)
    except SignatureExpired:
        return
    raise TooFast
