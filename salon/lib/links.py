"""Links are signed, not stored: 39 characters of purpose, public id and signature.

Token = base64url of 1 byte purpose and version, 12 bytes public id, 16 bytes HMAC-SHA-256 (RFC 2104). Raising the row's
`link_version` revokes every token made before.
"""

import base64
import binascii
import hmac
import secrets
from dataclasses import dataclass
from enum import IntEnum
from hashlib import sha256

from django.conf import settings

ID_BYTES, MAC_BYTES, FORMAT = 12, 16, 1
TOKEN_LENGTH, ID_LETTERS = 39, 16
# As text longer than a link's key, so that what hides keys in the log hides it too.
SECRET_BYTES = 32


class Purpose(IntEnum):
    """What a token may be used for; a token of one purpose opens nothing of another."""

    MANAGE = 1
    QR = 2
    LINK = 3
    WAITING = 4


@dataclass(frozen=True, slots=True)
class Claim:
    """A token's readable part; not yet trusted: `is_genuine` needs the row's link version."""

    purpose: Purpose
    public_id: bytes
    mac: bytes

    def is_genuine(self, link_version: int) -> bool:
        return hmac.compare_digest(self.mac, _mac(self.purpose, self.public_id, link_version))


def new_public_id() -> bytes:
    """96 random bits."""
    return secrets.token_bytes(ID_BYTES)


def new_secret() -> str:
    """256 random bits for what logs in or opens something once; only its digest is kept."""
    return secrets.token_urlsafe(SECRET_BYTES)


def digest_of(secret: str) -> str:
    """What a table keeps of a secret: its SHA-256 as 64 hexadecimal digits (enough for what is that random)."""
    return sha256(secret.encode()).hexdigest()


def make_token(purpose: Purpose, public_id: bytes, link_version: int) -> str:
    body = _head(purpose) + bytes(public_id)
    return _spelled(body + _mac(purpose, bytes(public_id), link_version))


def read_token(token: str, purpose: Purpose) -> Claim | None:
    """The claim of a token with the right form and purpose, else None."""
    if len(token) != TOKEN_LENGTH or not token.isascii():
        return None
    try:
        raw = base64.b64decode(token + "=", altchars=b"-_", validate=True)
    except binascii.Error:
        return None
    # The last letter has two bits to spare: only one of its four spellings is the token.
    if raw[:1] != _head(purpose) or _spelled(raw) != token:
        return None
    return Claim(purpose, raw[1 : 1 + ID_BYTES], raw[1 + ID_BYTES :])


def spell_id(public_id: bytes) -> str:
    """A public id as 16 letters: it names a row to whoever may see it anyway, and opens nothing."""
    return _spelled(bytes(public_id))


def read_id(text: str) -> bytes | None:
    """The public id behind 16 letters, None for anything else."""
    if len(text) != ID_LETTERS or not text.isascii():
        return None
    try:
        return base64.b64decode(text, altchars=b"-_", validate=True)
    except binascii.Error:
        return None


def _spelled(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _head(purpose: Purpose) -> bytes:
    return bytes([purpose << 4 | FORMAT])


def _mac(purpose: Purpose, public_id: bytes, link_version: int) -> bytes:
    key = sha256(b"salon.links:" + settings.SECRET_KEY.encode()).digest()
    message = _head(purpose) + public_id + link_version.to_bytes(4, "big")
    return hmac.new(key, message, sha256).digest()[:MAC_BYTES]
