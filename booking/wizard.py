"""What a client has answered so far: drafts in the session, and the part of each that stands in the URL.

Services, master and day stand in every URL of the wizard; where URL and session disagree the URL is right, so that
Back, Reload and two tabs show what a person expects. Start and contact are kept in the session alone.
"""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode

STEPS = ("services", "master", "time", "contact", "review")
# What a draft comes to, as it is counted.
BOOKED = "booked"
WAY = (*STEPS, BOOKED)
CAMPAIGN = ("utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content")
_SESSION_KEY = "drafts"
_DRAFTS_AT_MOST, _ID_BYTES = 5, 12
# Longer is nobody's choice; more than the salon's own limits, so that the rules refuse and not the reading.
_VALUES_AT_MOST, _VALUE_LENGTH, _WORDS_LENGTH = 20, 60, 100
_YEARS = range(2000, 2100)


@dataclass(frozen=True, slots=True)
class KeptPart:
    """One service of the start that is held: slugs of service and master, aware times."""

    service: str
    master: str
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class BookingState:
    """One draft. `draft` is its id, hold key and idempotency key; `start` aware UTC; empty is "not answered yet".

    `master`: slug or ANY; `masters`: (service, master) slugs for services that go to somebody of their own;
    `together`: all with one master if possible. `kept` is what the hold keeps until `kept_until`. `phone` stands as it
    was typed. `first`, `last`: the campaigns that brought the client here at first and at last; `page`, `widget`: where
    she began, `host`: the other site that led straight into the wizard. `counted`: what of this draft has been counted,
    steps and searched days. `token`: of the visit's manage link, once booked. Without an id it is a way in that nobody
    has gone yet.
    """

    draft: str
    services: tuple[str, ...] = ()
    master: str = ""
    masters: tuple[tuple[str, str], ...] = ()
    together: bool = False
    day: date | None = None
    start: datetime | None = None
    kept: tuple[KeptPart, ...] = ()
    kept_until: datetime | None = None
    name: str = ""
    phone: str = ""
    email: str = ""
    note: str = ""
    consent: bool = False
    first: Mapping[str, str] = field(default_factory=dict)
    last: Mapping[str, str] = field(default_factory=dict)
    page: str = ""
    widget: str = ""
    host: str = ""
    counted: tuple[str, ...] = ()
    token: str = ""

    @property
    def end(self) -> datetime | None:
        return self.kept[-1].end if self.kept else None

    @property
    def campaign(self) -> dict[str, dict[str, str]]:
        """By "first" and "last", as the visit keeps it; empty where nobody was sent by one."""
        return {name: dict(came_by) for name, came_by in (("first", self.first), ("last", self.last)) if came_by}

    def wishing(self, **changes: Any) -> "BookingState":
        """With other services, master or masters. What was held for the old wish is no answer to the new one."""
        new = replace(self, **changes)
        new = replace(new, masters=tuple(pair for pair in new.masters if pair[0] in new.services))
        return new if new._wished == self._wished else new.without_start()

    @property
    def _wished(self) -> tuple[object, ...]:
        return self.services, self.master, self.masters, self.together

    def without_start(self) -> "BookingState":
        return replace(self, start=None, kept=(), kept_until=None)

    def asked(self, query: QueryDict) -> "BookingState":
        """With the choices and the campaign that stand in a URL."""
        changes: dict[str, Any] = {}
        if "service" in query:
            changes["services"] = tuple(read_values(query, "service"))
        if "master" in query:
            changes["master"] = query["master"][:_VALUE_LENGTH]
            changes["together"] = "together" in query
        if "part" in query or "master" in query:
            pairs = (value.partition(":") for value in read_values(query, "part"))
            changes["masters"] = tuple((service, master) for service, _, master in pairs)
        new = self.wishing(**changes)
        came_by = read_campaign(query)
        return replace(
            new,
            day=read_day(query["day"]) if "day" in query else new.day,
            first=new.first or came_by,
            last=came_by or new.last,
        )

    def url(self, step: str, **changes: Any) -> str:
        """The address of a step with the choices in it; `changes` are fields of the state, `begin` the strip's day."""
        begin = changes.pop("begin", None)
        new = self.wishing(**changes) if changes else self
        pairs = [("d", new.draft)] if new.draft else [("widget", new.widget)] if new.widget else []
        pairs += [("service", slug) for slug in new.services]
        pairs += [("master", new.master)] if new.master else []
        pairs += [("part", f"{service}:{master}") for service, master in new.masters]
        pairs += [("together", "1")] if new.master and new.together else []
        pairs += [("day", new.day.isoformat())] if new.day else []
        pairs += [("from", begin.isoformat())] if begin else []
        return f"{reverse(f'booking:{step}')}?{urlencode(pairs)}" if pairs else reverse(f"booking:{step}")


# -- drafts in the session ----------------------------------------------------------------------------------------


def new_draft(page: str = "") -> BookingState:
    """A draft with an id of 96 random bits; `page` is where the client came from."""
    return BookingState(draft=secrets.token_urlsafe(_ID_BYTES), page=page)


def find_draft(session: SessionBase, draft: str) -> BookingState | None:
    """This session's own draft with this id; None for any other id, whoever's it may be."""
    raw = _drafts(session).get(draft)
    if not isinstance(raw, Mapping):
        return None
    try:
        return _read(draft, raw)
    except (KeyError, TypeError, ValueError):
        # Written by another version of the site: start anew rather than fail.
        return None


def keep_draft(session: SessionBase, state: BookingState) -> None:
    """Keep the draft as the latest one; of more than five the oldest is forgotten."""
    drafts = {key: raw for key, raw in _drafts(session).items() if key != state.draft}
    kept = [*drafts.items(), (state.draft, _written(state))][-_DRAFTS_AT_MOST:]
    session[_SESSION_KEY] = dict(kept)


def _drafts(session: SessionBase) -> Mapping[str, Any]:
    drafts = session.get(_SESSION_KEY)
    return drafts if isinstance(drafts, Mapping) else {}


def _written(state: BookingState) -> dict[str, Any]:
    """As JSON."""
    return {
        **{name: getattr(state, name) for name in (*_TEXTS, "services", "masters", "together", "counted", "consent")},
        "day": state.day and state.day.isoformat(),
        "start": state.start and state.start.isoformat(),
        "kept": [(part.service, part.master, part.start.isoformat(), part.end.isoformat()) for part in state.kept],
        "kept_until": state.kept_until and state.kept_until.isoformat(),
        "first": dict(state.first),
        "last": dict(state.last),
    }


_TEXTS = ("master", "name", "phone", "email", "note", "page", "widget", "host", "token")


def _read(draft: str, raw: Mapping[str, Any]) -> BookingState:
    return BookingState(
        draft=draft,
        **{name: str(raw[name]) for name in _TEXTS},
        services=tuple(raw["services"]),
        masters=tuple((service, master) for service, master in raw["masters"]),
        together=bool(raw["together"]),
        counted=tuple(raw["counted"]),
        day=raw["day"] and date.fromisoformat(raw["day"]),
        start=raw["start"] and datetime.fromisoformat(raw["start"]),
        kept=tuple(
            KeptPart(service, master, datetime.fromisoformat(start), datetime.fromisoformat(end))
            for service, master, start, end in raw["kept"]
        ),
        kept_until=raw["kept_until"] and datetime.fromisoformat(raw["kept_until"]),
        consent=bool(raw["consent"]),
        first=dict(raw["first"]),
        last=dict(raw["last"]),
    )


# -- what stands in URLs and forms --------------------------------------------------------------------------------


def read_values(query: QueryDict, name: str) -> Sequence[str]:
    """All values of a name, bounded in number and length; whether they mean anything is for the rules to say."""
    return [value[:_VALUE_LENGTH] for value in query.getlist(name)[:_VALUES_AT_MOST] if value]


def read_day(text: str) -> date | None:
    """A date in ISO form, None for anything else."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.year in _YEARS else None


def read_moment(text: str) -> datetime | None:
    """An aware time in ISO form, None for anything else."""
    if not text.isprintable():
        # Python itself overlooks what follows a NUL.
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.year in _YEARS and moment.utcoffset() is not None else None


def read_campaign(query: QueryDict) -> dict[str, str]:
    """The utm parameters of an address, cut to what a draft may hold."""
    return {name: query[name].replace("\x00", "")[:_WORDS_LENGTH] for name in CAMPAIGN if query.get(name)}
