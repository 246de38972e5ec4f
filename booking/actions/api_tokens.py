"""Keys for programs: made, revoked, recognised."""

import hmac
import secrets
from datetime import datetime

from booking.models import ApiToken
from salon.lib.links import digest_of, new_secret

MARK = "salon"
ID_BYTES = 6


def make_token(
    *, name: str, for_clients: bool, for_masters: bool, now: datetime, user_id: int | None = None
) -> tuple[ApiToken, str]:
    """A new token and its secret, "salon.<id>.<256 random bits>", which nobody can read again."""
    public_id, secret = secrets.token_hex(ID_BYTES), new_secret()
    token = ApiToken.objects.create(
        name=name,
        public_id=public_id,
        digest=digest_of(secret),
        for_clients=for_clients,
        for_masters=for_masters,
        created_by_id=user_id,
        created_at=now,
    )
    return token, f"{MARK}.{public_id}.{secret}"


def revoke_token(*, token_id: int, now: datetime) -> bool:
    """From now on it opens nothing; False where it was revoked before."""
    return bool(ApiToken.objects.filter(pk=token_id, revoked_at=None).update(revoked_at=now))


def find_token(said: str) -> ApiToken | None:
    """The token that somebody names, unless it is wrong or revoked; compared in constant time."""
    mark, _, rest = said.partition(".")
    public_id, _, secret = rest.partition(".")
    if mark != MARK or not said.isascii():
        return None
    row = ApiToken.objects.filter(public_id=public_id).first()
    # The same work for an unknown id.
    is_right = hmac.compare_digest(row.digest if row else digest_of(""), digest_of(secret))
    return row if row is not None and is_right and row.revoked_at is None else None
