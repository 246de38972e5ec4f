"""Messages of a visit are queued in the transaction of what they report: to its client, its masters and the desk.

Whom exactly they reach, by which way and in which language, is looked up when they leave (`booking/messages/`).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from booking.actions.events import Actor
from booking.models import BookingSettings, Visit
from salon.outbox.actions.write import Draft, cards_of, overtake, restore, withdraw, write
from salon.outbox.models import CLIENT, DESK

RECEIVED, CONFIRMED, DECLINED, EXPIRED = "visit_received", "visit_confirmed", "visit_declined", "visit_expired"
MOVED, CANCELLED, REMINDER = "visit_moved", "visit_cancelled", "visit_reminder"
NO_SHOW, THANKS, RUNNING_LATE = "visit_no_show", "visit_thanks", "visit_running_late"
STAFF_NEW, STAFF_MOVED, STAFF_CANCELLED = "staff_new", "staff_moved", "staff_cancelled"
# What was sent to a chat as a card, and that it has to be brought up to date.
CARDS, CARD = (STAFF_NEW, STAFF_MOVED), "staff_card"


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to a visit: `start` (aware) and `masters` (ids) that it has now, or had until it ended."""

    visit: Visit
    start: datetime
    masters: frozenset[int]
    by: Actor
    now: datetime

    @property
    def about(self) -> str:
        return about_visit(self.visit)

    @property
    def facts(self) -> dict[str, object]:
        """What a message keeps of it. `news`: the client does not know it yet; `sequence`: the visit's, by it."""
        by = {"by": self.by.kind, "user": self.by.user_id, "master": self.by.master_id}
        is_news = self.by.kind != "client"
        return {"start": self.start.isoformat(), "sequence": self.visit.sequence, **by, "news": is_news}


@dataclass(frozen=True, slots=True)
class PartMoved:
    """The only appointment (its id) that moved, and its own aware times: what staff hear of."""

    appointment: int
    old: datetime
    new: datetime

    @property
    def facts(self) -> dict[str, object]:
        return {"part": self.appointment, "old_start": self.old.isoformat(), "start": self.new.isoformat()}


def tell_booked(change: Change, *, rules: BookingSettings) -> None:
    """A request is received; everything else is confirmed, and reminded of later. One query."""
    is_request = change.visit.decide_until is not None
    # Whoever books by phone or at the desk has heard it.
    facts = {**change.facts, "news": False}
    client = [_to_client(change, RECEIVED if is_request else CONFIRMED, facts)]
    reminders = [] if is_request else reminders_of(change.visit, change.start, rules=rules, now=change.now)
    write(*client, *reminders, *_to_staff(change, STAFF_NEW, rules, change.facts), now=change.now)


def tell_confirmed(change: Change, *, rules: BookingSettings) -> None:
    """The salon has approved a request."""
    overtake(about=change.about, only=[])
    reminders = reminders_of(change.visit, change.start, rules=rules, now=change.now)
    write(_to_client(change, CONFIRMED, change.facts), *reminders, *_cards(change), now=change.now)


def tell_declined(change: Change) -> None:
    """The reason is read from the visit when the message leaves."""
    _end(change, [_to_client(change, DECLINED, change.facts)])


def tell_expired(change: Change) -> None:
    _end(change, [_to_client(change, EXPIRED, change.facts)])


def tell_moved(
    change: Change,
    *,
    old_start: datetime,
    rules: BookingSettings,
    part: PartMoved | None = None,
    tells_client: bool = True,
) -> None:
    """Old and new time now; the reminders follow the visit. A moved request is a request again."""
    visit, facts = change.visit, {**change.facts, "old_start": old_start.isoformat()}
    overtake(about=change.about, only=[REMINDER])
    is_request = visit.decide_until is not None
    reminders = [] if is_request else reminders_of(visit, change.start, rules=rules, now=change.now)
    client = [_to_client(change, RECEIVED if is_request else MOVED, facts)] if tells_client else []
    staff = _to_staff(change, STAFF_MOVED, rules, facts | part.facts if part else facts)
    write(*client, *reminders, *_cards(change), *staff, now=change.now)


def tell_cancelled(change: Change, *, reason: str, rules: BookingSettings) -> None:
    """That it is off, by whom and why."""
    facts = {**change.facts, "reason": reason}
    _end(change, [_to_client(change, CANCELLED, facts), *_to_staff(change, STAFF_CANCELLED, rules, facts)])


def tell_part_cancelled(change: Change, *, part: int, at: datetime, reason: str, rules: BookingSettings) -> None:
    """A part (its id) that was to begin at `at` is off; `change` is about the rest, of which is still reminded."""
    visit, facts = change.visit, {**change.facts, "reason": reason}
    reminders = [] if visit.decide_until else reminders_of(visit, change.start, rules=rules, now=change.now)
    staff = _to_staff(change, STAFF_CANCELLED, rules, {**facts, "part": part, "start": at.isoformat()})
    overtake(about=change.about, only=[REMINDER])
    write(_to_client(change, CANCELLED, facts), *reminders, *_cards(change), *staff, now=change.now)


def tell_no_show(change: Change) -> None:
    _end_anew(change, [_to_client(change, NO_SHOW, {**change.facts, "news": False})])


def tell_thanks(change: Change, *, rules: BookingSettings) -> None:
    """Once in a visit's life, however often somebody undoes that it is done."""
    thanks = Draft(THANKS, change.about, change.now, context={**change.facts, "news": False})
    _end_anew(change, [thanks] if rules.says_thanks else [])


def tell_running_late(change: Change, *, minutes: int) -> None:
    """That it will begin about so much later; an earlier guess that has not left yet is no news any more."""
    withdraw(about=change.about, only=[RUNNING_LATE])
    facts, said_at = {**change.facts, "minutes": minutes}, change.now.isoformat(timespec="minutes")
    write(Draft(RUNNING_LATE, change.about, change.now, version=said_at, context=facts), now=change.now)


def take_back(visit: Visit) -> None:
    """What was said about how a visit ended is not true any more."""
    withdraw(about=about_visit(visit), only=[NO_SHOW, THANKS])


def reminders_of(visit: Visit, start: datetime, *, rules: BookingSettings, now: datetime) -> list[Draft]:
    """A confirmed visit's reminders; one whose moment has passed at `now` is not sent at once but not at all."""
    return [draft for draft in all_reminders_of(visit, start, rules=rules) if draft.due_at > now]


def all_reminders_of(visit: Visit, start: datetime, *, rules: BookingSettings) -> list[Draft]:
    """The same, with those whose moment has passed. Hours are real ones, also when the clocks change between."""
    return [
        Draft(
            kind=REMINDER,
            about=about_visit(visit),
            due_at=start - timedelta(hours=hours),
            version=f"{visit.sequence}:{hours}",
            context={"start": start.isoformat(), "hours": hours},
        )
        for hours in rules.reminders_hours
    ]


def about_visit(visit: Visit) -> str:
    """What a message about a visit is about."""
    return f"visit:{visit.pk}"


def to_master(master_id: int) -> str:
    """The recipient of a message to a master."""
    return f"master:{master_id}"


def _to_client(change: Change, kind: str, facts: Mapping[str, object]) -> Draft:
    return _draft(change, kind, CLIENT, facts)


def _to_staff(change: Change, kind: str, rules: BookingSettings, facts: Mapping[str, object]) -> Iterator[Draft]:
    for recipient in _staff(change.masters, rules):
        yield _draft(change, kind, recipient, facts)


def _staff(masters: Iterable[int], rules: BookingSettings) -> list[str]:
    desk = [DESK] if rules.tells_desk else []
    return desk + [to_master(master) for master in sorted(masters)] if rules.tells_masters else desk


def _draft(change: Change, kind: str, recipient: str, facts: Mapping[str, object]) -> Draft:
    version = str(change.visit.sequence)
    return Draft(kind, change.about, change.now, recipient=recipient, version=version, context=facts)


def _cards(change: Change) -> list[Draft]:
    """One for each card in a chat, sent or about to be: none of them shows what is not true any more."""
    about, now = change.about, change.now
    return [
        Draft(CARD, about, now, recipient=recipient, version=f"{pk}:{now.isoformat()}", context={"card": pk})
        for pk, recipient in cards_of(about, CARDS)
    ]


def _end(change: Change, drafts: list[Draft]) -> None:
    """The visit is over or off: no reminder, and no call about what it was before."""
    overtake(about=change.about, only=[REMINDER])
    write(*drafts, *_cards(change), now=change.now)


def _end_anew(change: Change, drafts: list[Draft]) -> None:
    """The same, also where it was taken back once: what nobody has heard yet is said after all."""
    _end(change, drafts)
    restore(*drafts)
