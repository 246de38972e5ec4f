"""The overview of a day, in the morning: to each master her own, to the desk everybody's."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy, gettext_noop

from booking.actions.digest import DIGEST, WORTH_READING
from booking.messages import staff_words as words
from booking.messages.staff import LEFT, no_address
from booking.messages.staff_letter import Day, DayLine, digest_letter
from booking.selectors.agenda import day_line_rows, waiting_requests
from booking.selectors.availability import salon_zone, today
from booking.selectors.recipients import StaffReader, staff_reader
from salon.outbox.kinds import register
from salon.outbox.letter import Drop, Outcome
from salon.outbox.models import Message
from salon.outbox.selectors import to_call

NOTHING = gettext_noop("There is nothing to tell.")
ANOTHER_DAY = gettext_noop("The day is over.")


@register(DIGEST, gettext_lazy("To the salon: the day’s overview"))
def staff_digest(message: Message, now: datetime) -> Outcome:
    """What is true when it leaves; nothing once the day is over, or where there is nothing to tell."""
    day = date.fromisoformat(message.about_key)
    if day != today(now) or now >= message.due_at + WORTH_READING:
        return Drop(ANOTHER_DAY)
    reader = staff_reader(message.recipient)
    if reader is None:
        return Drop(LEFT)
    if not reader.to:
        return Drop(no_address(reader))
    overview = _day(day, reader)
    if not (overview.lines or overview.waiting or overview.calls):
        return Drop(NOTHING)
    of = words.DAY if overview.lines else words.FREE_DAY
    return digest_letter(of, overview, reader.to, reader.language)


def _day(day: date, reader: StaffReader) -> Day:
    zone, is_desk = salon_zone(), reader.master is None
    rows = day_line_rows(day, master=reader.master, language=reader.language)
    lines = [
        DayLine(
            row.start.astimezone(zone),
            row.end.astimezone(zone),
            row.visit.contact_name,
            row.service_now,
            row.master_name if is_desk else "",
            is_request=row.status == "pending",
        )
        for row in rows
    ]
    return Day(lines, waiting_requests(reader.master), to_call().count() if is_desk else 0)
