"""Answer, close and cancel several visits. What is decided for a visit is decided for all of it, as on its own page."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from booking.actions.attendance import complete_visit, mark_no_show
from booking.actions.change import cancel_visit
from booking.actions.decide import approve_visit, decline_visit
from booking.actions.events import at_desk
from booking.admin import shown
from booking.admin.bulk.deed import BulkDeed
from booking.models import Appointment
from booking.selectors import agenda

WHOLE = gettext_lazy("A visit with several services is treated as one.")
DECIDE, CHANGE = "booking.decide_appointment", "booking.change_appointment"


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Reason"), help_text=gettext_lazy("The client reads it."), max_length=200, required=False
    )


class VisitDeed(BulkDeed):
    """Once a visit, however many of its appointments were ticked."""

    kind, room, icon = Appointment, "appointments", "calendar-check"
    permission = DECIDE
    hint = WHOLE
    rows = staticmethod(agenda.appointments_for)

    def chosen(self) -> list[Appointment]:
        rows = sorted(super().chosen(), key=lambda row: (row.start, row.pk))
        return list({row.visit_id: row for row in reversed(rows)}.values())[::-1]

    @staticmethod
    def called(row: Appointment) -> str:
        return f"{row.visit.contact_name}, {shown.booked(row)}"

    def line(self, row: Appointment) -> str:
        return f"{self.called(row)} ({row.get_status_display()})"

    def whose(self, row: Appointment) -> dict[str, Any]:
        """Which visit, who acts, and as which masters: a master answers for her own part."""
        masters = None if agenda.sees_everybody(self.request.user) else [row.master_id]
        return self.facts(row) | {"masters": masters}

    def facts(self, row: Appointment) -> dict[str, Any]:
        return {"visit_id": row.visit_id, "by": at_desk(self.request.user.pk), "now": timezone.now()}


class ApproveVisits(VisitDeed):
    action_type = "approve"
    action_priority = 10
    display_name = pgettext_lazy("desk", "Approve")
    question = gettext_lazy("Approve these requests?")

    def act(self, row: Appointment, answers: dict[str, Any]) -> str:
        approve_visit(**self.whose(row))
        return ""

    def said(self, done: int) -> str:
        return ngettext("{n} request is approved.", "{n} requests are approved.", done).format(n=done)


class DeclineVisits(VisitDeed):
    action_type = "decline"
    action_priority = 20
    display_name = pgettext_lazy("desk", "Decline")
    question = gettext_lazy("Decline these requests?")
    form_class = ReasonForm
    is_serious = True

    def act(self, row: Appointment, answers: dict[str, Any]) -> str:
        decline_visit(**self.whose(row), reason=answers["reason"])
        return ""

    def said(self, done: int) -> str:
        return ngettext("{n} request is declined.", "{n} requests are declined.", done).format(n=done)


class CompleteVisits(VisitDeed):
    action_type = "done"
    action_priority = 30
    display_name = pgettext_lazy("desk", "Done")
    question = gettext_lazy("Were these visits done?")

    def act(self, row: Appointment, answers: dict[str, Any]) -> str:
        complete_visit(**self.whose(row))
        return ""

    def said(self, done: int) -> str:
        return ngettext("{n} visit is done.", "{n} visits are done.", done).format(n=done)


class MissVisits(VisitDeed):
    action_type = "no_show"
    action_priority = 40
    display_name = pgettext_lazy("desk", "Nobody came")
    question = gettext_lazy("Did nobody come to these visits?")
    is_serious = True

    def act(self, row: Appointment, answers: dict[str, Any]) -> str:
        mark_no_show(**self.whose(row))
        return ""

    def said(self, done: int) -> str:
        return ngettext("{n} no-show is noted.", "{n} no-shows are noted.", done).format(n=done)


class CancelVisits(VisitDeed):
    action_type = "cancel"
    action_priority = 50
    display_name = pgettext_lazy("desk", "Cancel the visits")
    question = gettext_lazy("Cancel these visits?")
    form_class = ReasonForm
    permission = CHANGE
    is_serious = True

    def act(self, row: Appointment, answers: dict[str, Any]) -> str:
        cancel_visit(**self.facts(row), reason=answers["reason"])
        return ""

    def said(self, done: int) -> str:
        return ngettext("{n} visit is cancelled.", "{n} visits are cancelled.", done).format(n=done)


VISIT_DEEDS = (ApproveVisits, DeclineVisits, CompleteVisits, MissVisits, CancelVisits)
