"""How the admin shows times, people and states. Times are the salon's, whatever zone a member of staff has chosen."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column

from booking.actions.roster import as_typed
from booking.models import Appointment, Category, Client, PriceKind, Service, Status, TimeOff, Visit, WaitingEntry
from booking.selectors.availability import salon_zone, today
from booking.wizard import CAMPAIGN
from salon.cms.models import ClosedDay, WeeklyWindow
from salon.lib import dates, duration, money, phone

# In it every date exists that exists in any year.
LEAP_YEAR = 2024
# A state is a sign and a word, never colour alone.
SIGNS = {
    Status.PENDING: "help",
    Status.CONFIRMED: "check",
    Status.COMPLETED: "success",
    Status.NO_SHOW: "error",
    Status.CANCELLED: "cross",
    Status.DECLINED: "cross",
    Status.EXPIRED: "time",
}
HINTS = {
    "contact_contradiction": gettext_lazy("Phone and email belong to different clients. Nobody was merged."),
    "several_clients": gettext_lazy("Several clients have this contact."),
}
REASONS = {
    "together": gettext_lazy("as few people as possible"),
    "only_free": gettext_lazy("the only one who was free"),
    "fewest_minutes": gettext_lazy("had least to do that day"),
    "least_recent": gettext_lazy("was booked longest ago"),
    "first": gettext_lazy("first in the order"),
}


def moment(at: datetime) -> str:
    """ "Di 9. Juni, 10:00" for an aware time."""
    local = at.astimezone(salon_zone())
    return f"{day(local.date())}, {dates.clock(local)}"


def day(of: date) -> str:
    """ "Di 9. Juni", with the year where it isn't the present one."""
    year = "" if of.year == today(timezone.now()).year else f" {of.year}"
    return f"{dates.short(of)}{year}"


def stretch(start: datetime, end: datetime) -> str:
    """ "Di 9. Juni, 10:00–11:00" for aware times of one local day, both dates where there are two."""
    begin, finish = start.astimezone(salon_zone()), end.astimezone(salon_zone())
    if begin.date() == finish.date():
        return f"{moment(start)}–{dates.clock(finish)}"
    return f"{moment(start)} – {moment(end)}"


def when(row: Appointment) -> str:
    return stretch(row.start, row.end)


def absence(row: TimeOff) -> str:
    """ "Di 9. Juni – Do 11. Juni" for whole days, with its hours where there are some."""
    first, last, starts_at, ends_at = as_typed(row)
    if starts_at or ends_at:
        return stretch(row.start, row.end)
    return day(first) if first == last else f"{day(first)} – {day(last)}"


def wanted_days(entry: WaitingEntry) -> str:
    """ "Di 9. Juni – Do 11. Juni" in German."""
    first, last = day(entry.first_day), day(entry.last_day)
    return first if first == last else f"{first} – {last}"


def booked(row: Appointment) -> str:
    return f"{row.service_now}, {moment(row.start)}"


def price(row: Appointment | Service) -> str:
    """ "45 €" or "ab 80 €" in German."""
    return money.quoted(row.price, is_from=row.price_kind == PriceKind.FROM)


def taken(service: Service) -> str:
    """ "1 Std. 15 Min. (10 + 60 + 5)" in German: with what is kept free before and after, where there is some."""
    parts = (service.buffer_before, service.minutes, service.buffer_after)
    whole = duration.span(sum(parts))
    return whole if sum(parts) == service.minutes else f"{whole} ({' + '.join(map(str, parts))})"


def yes_no(value: bool) -> Any:
    return gettext_lazy("yes") if value else gettext_lazy("no")


def contact(visit: Visit) -> list[str]:
    """Phone and email as typed, what there is of them."""
    return [line for line in (phone.shown(visit.contact_phone), visit.contact_email) if line]


def campaigns(visit: Visit) -> list[tuple[Any, str]]:
    """The campaigns that led to a visit, as labels and values: one line where the first is the last."""
    first, last = (_campaign(visit.campaign.get(which, {})) for which in ("first", "last"))
    if first == last:
        return [(gettext_lazy("Campaign"), first)] if first else []
    lines = [(gettext_lazy("Campaign at first"), first), (gettext_lazy("Campaign at last"), last)]
    return [(label, said) for label, said in lines if said]


def _campaign(came_by: Mapping[str, str]) -> str:
    """ "newsletter, mail, autumn": source, medium, name, term, content."""
    return ", ".join(came_by[name] for name in CAMPAIGN if came_by.get(name))


class StatusColumn(Column):
    """The state of an appointment: sign and word."""

    cell_template_name = "booking/admin/status_cell.html"

    def get_cell_context_data(self, instance: Appointment, parent_context: dict[str, Any]) -> dict[str, Any]:
        context = super().get_cell_context_data(instance, parent_context)
        return context | {"status": instance.get_status_display(), "sign": SIGNS[Status(instance.status)]}


def number(client: Client) -> str:
    """The phone number as people write it."""
    return phone.shown(client.phone) if client.phone else ""


def spoken(client: Client) -> str:
    return dict(settings.LANGUAGES).get(client.language, client.language)


def earliest_start(category: Category) -> str:
    return dates.clock(category.earliest_start) if category.earliest_start else ""


def starts_at(window: WeeklyWindow) -> str:
    return dates.clock(window.starts_at)


def ends_at(window: WeeklyWindow) -> str:
    return dates.clock(window.ends_at)


def date_of(closed: ClosedDay) -> str:
    """ "24. Dezember" in German."""
    return dates.number(date(closed.year or LEAP_YEAR, closed.month, closed.day))


def year_of(closed: ClosedDay) -> str:
    return str(closed.year or "")
