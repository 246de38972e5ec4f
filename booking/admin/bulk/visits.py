"""Several appointments at once: answered, closed, cancelled."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy, pgettext_lazy

from booking.actions.attendance import complete_visit, mark_no_show
from booking.actions.decide import approve_visit, decline_visit
from booking.actions.desk import cancel_appointment
from booking.admin import shown
from booking.admin.bulk.deed import Bulk
from booking.models import Appointment

CLIENT_READS = gettext_lazy("The client reads it.")


def ticked(row: Appointment) -> str:
    """A row on the page that asks."""
    parts = (row.visit.contact_name, row.service_now, row.master_name, str(row.get_status_display()))
    return f"{shown.when(row)}: {', '.join(parts)}"


def _part(row: Appointment) -> object:
    """What approving and closing is about: of a visit what one master does."""
    return row.visit_id, row.master_id


def _by_part(action: Callable[..., object]) -> Callable[..., object]:
    def act(row: Appointment, *, reason: str, **facts: Any) -> object:
        return action(visit_id=row.visit_id, masters=[row.master_id], **facts)

    return act


def _decline(row: Appointment, **facts: Any) -> object:
    return decline_visit(visit_id=row.visit_id, masters=[row.master_id], **facts)


def _cancel(row: Appointment, **facts: Any) -> object:
    return cancel_appointment(appointment_id=row.pk, **facts)


def _visit(row: Appointment) -> object:
    return row.visit_id


VISIT_DEEDS: Mapping[str, Bulk] = {
    "confirm": Bulk(pgettext_lazy("desk", "Confirm"), _by_part(approve_visit), _part, needs="decide"),
    "decline": Bulk(
        pgettext_lazy("desk", "Decline"), _decline, _visit, asks=CLIENT_READS, needs="decide", is_serious=True
    ),
    "done": Bulk(pgettext_lazy("desk", "Done"), _by_part(complete_visit), _part, needs="decide"),
    "no_show": Bulk(pgettext_lazy("desk", "No-show"), _by_part(mark_no_show), _part, needs="decide", is_serious=True),
    "cancel": Bulk(pgettext_lazy("desk", "Cancel"), _cancel, asks=CLIENT_READS, is_serious=True),
}
