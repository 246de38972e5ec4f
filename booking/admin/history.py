"""What happened to an appointment, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.utils import get_user_display_name

from booking.admin import shown
from booking.models import AppointmentEvent
from salon.lib import duration, money

KINDS = {
    "requested": gettext_lazy("Requested"),
    "booked": gettext_lazy("Booked"),
    "approved": gettext_lazy("Approved"),
    "declined": gettext_lazy("Declined"),
    "expired": gettext_lazy("Expired"),
    "moved": gettext_lazy("Moved"),
    "cancelled": gettext_lazy("Cancelled"),
    "coming": gettext_lazy("The client will be there"),
    "running_late": gettext_lazy("Told that we are running late"),
    "completed": gettext_lazy("Done"),
    "finalised": gettext_lazy("Done, with what was paid"),
    "no_show": gettext_lazy("No-show"),
    "reopened": gettext_lazy("Taken back: confirmed again"),
    "priced": gettext_lazy("Another price"),
    "noted": gettext_lazy("Note of the client changed"),
    "erased": gettext_lazy("Personal data deleted"),
}
ACTORS = {
    "client": gettext_lazy("client"),
    "staff": gettext_lazy("staff"),
    "system": gettext_lazy("the salon's system"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the history: when, what, who, from where, and what else was written down."""

    when: str
    what: Any
    who: Any
    source: Any
    more: str


def told(event: AppointmentEvent) -> Line:
    who = get_user_display_name(event.user) if event.user else ACTORS.get(event.actor, event.actor)
    return Line(
        shown.moment(event.at), KINDS.get(event.kind, event.kind), who, event.get_source_display(), _more(event.facts)
    )


def _more(facts: Mapping[str, Any]) -> str:
    """Old and new time, the reason, whether it was late, or by how much, whether it came from the waiting list, what
    was paid.
    """
    parts = []
    if facts.get("waiting_list"):
        parts.append(_("from the waiting list"))
    if "before" in facts and "after" in facts:
        old, new = (shown.moment(datetime.fromisoformat(facts[side]["start"])) for side in ("before", "after"))
        parts.append(_("from {old} to {new}").format(old=old, new=new))
    if facts.get("late"):
        parts.append(_("late"))
    if facts.get("minutes"):
        parts.append(duration.span(facts["minutes"]))
    if facts.get("reason"):
        parts.append(str(facts["reason"]))
    if facts.get("price"):
        parts.append(money.euro(Decimal(facts["price"])))
    if facts.get("amount"):
        parts.append(money.euro(Decimal(facts["amount"])))
    if facts.get("note"):
        parts.append(str(facts["note"]))
    return ", ".join(parts)
