"""A visit, and a day, as letters to the salon's own people."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from booking.messages.compose import Told, visit_facts, visit_words
from booking.messages.sample import A_DAY, sample_reason, sample_visit
from booking.messages.taps import to_answer
from booking.models import Source, Status
from booking.selectors.visit_view import VisitView
from salon.cms.place import Place, salon_place
from salon.lib import dates, language, phone
from salon.lib.urls import absolute
from salon.outbox.compose import compose, for_staff
from salon.outbox.letter import Address, Channel, Fact, Letter
from salon.outbox.wording import Wording

# Long lists are read in the admin.
AGENDA_AT_MOST = 40


@dataclass(frozen=True, slots=True)
class DayLine:
    """An appointment of the day: local start and end, who comes, for what, with whom (empty in a master's own list)."""

    start: datetime
    end: datetime
    client: str
    service: str
    master: str
    is_request: bool


@dataclass(frozen=True, slots=True)
class Day:
    """What the overview of a day tells: its appointments, requests that wait, clients to be called."""

    lines: Sequence[DayLine]
    waiting: int
    calls: int


def staff_letter(
    told: Told, view: VisitView, to: Sequence[Address], code: str, *, source: str, appointment_id: int
) -> Letter:
    """The letter about a visit in the reader's language `code`; `view` has its names in that language."""
    view = told.part_of(view)
    with translation.override(code):
        place, room = salon_place(), "answer" if view.decide_until else "inspect"
        return compose(
            told.of,
            to,
            _staff_words(told, view, place, source),
            urls={
                "admin": lambda: _admin("appointments:inspect", appointment_id),
                "answer": lambda: _admin(f"appointments:{room}", appointment_id),
            },
            why=for_staff(),
            facts=visit_facts(told, view, place),
            taps=to_answer(view, code) if view.is_open else (),
        )


def state_words(of: Wording, view: VisitView) -> dict[str, str]:
    """What a card says of a visit and how it stands, in the active language."""
    words = _staff_words(Told(of, reason=view.decline_reason), view, salon_place(), Source.WEBSITE)
    return {**words, "state": str(Status(view.status).label)}


def digest_letter(of: Wording, day: Day, to: Sequence[Address], code: str) -> Letter:
    """The overview of a day in the reader's language `code`."""
    with translation.override(code):
        urls = {"admin": lambda: _admin("appointments:index")}
        lines = [Fact(dates.stretch(line.start, line.end), _told(line)) for line in day.lines[:AGENDA_AT_MOST]]
        return compose(of, to, _digest_words(day), urls=urls, why=for_staff(), facts=lines)


def staff_sample(of: Wording) -> Letter:
    view = sample_visit(Status.PENDING if of.key == "staff_new_request" else Status.CONFIRMED)
    told = Told(of, old=view.start - A_DAY, reason=sample_reason())
    to = [Address(Channel.MAIL, "salon@example.org")]
    return staff_letter(told, view, to, language.current(), source=Source.WEBSITE, appointment_id=1)


def digest_sample(of: Wording) -> Letter:
    view = sample_visit()
    row = view.appointments[0]
    lines = [DayLine(row.start, row.end, view.name, row.service, row.master, is_request=False)]
    day = Day(lines if of.key == "staff_digest" else [], waiting=2, calls=1)
    return digest_letter(of, day, [Address(Channel.MAIL, "salon@example.org")], language.current())


def _staff_words(told: Told, view: VisitView, place: Place, source: str) -> dict[str, str]:
    return {
        **visit_words(told, view, place),
        "client_contact": phone.shown(view.phone) if view.phone else view.email,
        "note": view.note,
        "source": str(Source(source).label),
        "answer_by": dates.moment(view.decide_until) if view.decide_until else "",
    }


def _digest_words(day: Day) -> dict[str, str]:
    visits, waiting, calls = len(day.lines), day.waiting, day.calls
    return {
        "visits_text": ngettext("{n} appointment", "{n} appointments", visits).format(n=visits),
        "first_time": dates.at(day.lines[0].start) if day.lines else "",
        "waiting_text": ngettext(
            "{n} request is waiting for your answer", "{n} requests are waiting for your answer", waiting
        ).format(n=waiting)
        if waiting
        else "",
        "calls_text": ngettext("{n} client has to be called", "{n} clients have to be called", calls).format(n=calls)
        if calls
        else "",
    }


def _told(line: DayLine) -> list[str]:
    who = f"{line.client}: {line.service}"
    status = _("not answered yet") if line.is_request else ""
    return [", ".join(part for part in (who, line.master, status) if part)]


def _admin(name: str, *keys: int) -> str:
    return absolute(reverse(name, args=[str(key) for key in keys]))
