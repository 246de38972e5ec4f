"""What a master says in her chat, and what she has to do with."""

from datetime import datetime
from typing import Any

from booking.models import Visit
from salon.lib import links
from tests.booking.api.caller import Program


def id_of(visit: Visit) -> str:
    """As the API spells it."""
    return links.spell_id(bytes(visit.public_id))


def decide(master: Program, visit: Visit, answer: str = "approve", **more: Any) -> Any:
    return master.post("bot/decide/", visit=id_of(visit), answer=answer, **more)


def finish(master: Program, visit: Visit, outcome: str = "done") -> Any:
    return master.post("bot/finish/", visit=id_of(visit), outcome=outcome)


def card(master: Program, visit: Visit) -> Any:
    return master.get(f"bot/cards/{id_of(visit)}/")


def walk_in(by: Program, start: datetime | str = "now", **other: Any) -> Any:
    at = start if isinstance(start, str) else start.isoformat()
    return by.post("bot/walk-in/", **{"services": ["haircut"], "name": "Kim", "how": "desk", "start": at, **other})


def be_away(by: Program, start: datetime, end: datetime, **other: Any) -> Any:
    return by.post("bot/time-off/", start=start.isoformat(), end=end.isoformat(), **other)


def said(answer: Any) -> tuple[int, str]:
    """Status and code of a refusal."""
    return answer.status_code, answer.json().get("code", "")
