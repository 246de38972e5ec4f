"""Several appointments of the list at once: the same actions as everywhere, one by one, and what became of each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_lazy, pgettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from booking.actions.attendance import complete_visit, mark_no_show
from booking.actions.decide import approve_visit, decline_visit
from booking.actions.desk import cancel_appointment
from booking.actions.events import at_desk
from booking.admin import shown
from booking.admin.doors import OwnRows
from booking.models import Appointment
from salon.lib.errors import Refusal

AT_ONCE = 100
# Of a number that a table's key can be.
LONGEST_KEY = 19


@dataclass(frozen=True, slots=True)
class Bulk:
    """`act` gets the row and by, now, reason; `of` names what it changes, so that nothing is done twice.

    `asks`: whether the client reads a reason. `needs`: the permission.
    """

    label: Any
    act: Callable[..., object]
    of: Callable[[Appointment], object]
    asks: bool = False
    needs: str = "decide"


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


ACTIONS: Mapping[str, Bulk] = {
    "confirm": Bulk(pgettext_lazy("desk", "Confirm"), _by_part(approve_visit), _part),
    "decline": Bulk(pgettext_lazy("desk", "Decline"), _decline, lambda row: row.visit_id, asks=True),
    "done": Bulk(pgettext_lazy("desk", "Done"), _by_part(complete_visit), _part),
    "no_show": Bulk(pgettext_lazy("desk", "No-show"), _by_part(mark_no_show), _part),
    "cancel": Bulk(pgettext_lazy("desk", "Cancel"), _cancel, lambda row: row.pk, asks=True, needs="change"),
}


class ChosenColumn(Column):
    """A box to tick; it belongs to the form below the list."""

    cell_template_name = "booking/admin/chosen_cell.html"

    def get_cell_context_data(self, instance: Appointment, parent_context: dict[str, Any]) -> dict[str, Any]:
        context = super().get_cell_context_data(instance, parent_context)
        return context | {"key": instance.pk, "named": shown.booked(instance)}


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Reason"), help_text=gettext_lazy("The client reads it."), max_length=160, required=False
    )


class BulkView(OwnRows, PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """First asks, then (`sure`) does it and says of each row what happened. Nothing chosen leads back to the list."""

    permission_policy: Any = None
    permission_required = "decide"
    template_name = "booking/admin/bulk.html"
    page_title = gettext_lazy("Several appointments")
    header_icon = "tasks"

    def get_page_subtitle(self) -> str:
        return ""

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            {"url": reverse("appointments:index"), "label": gettext("Appointments")},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(back=reverse("appointments:index"), **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        action = request.POST.get("action", "")
        bulk = ACTIONS.get(action)
        if bulk is None or not self.chosen or not self.permission_policy.user_has_permission(request.user, bulk.needs):
            return redirect("appointments:index")
        form = ReasonForm(request.POST if "sure" in request.POST else None)
        done = self.perform(bulk, form.cleaned_data["reason"]) if form.is_valid() else {}
        rows = [(row, shown.when(row), done.get(row.pk)) for row in self.chosen]
        return self.render_to_response(
            self.get_context_data(bulk=bulk, action=action, form=form, rows=rows, is_done=bool(done))
        )

    @cached_property
    def chosen(self) -> list[Appointment]:
        """Only what this person may see."""
        typed = self.request.POST.getlist("row")[:AT_ONCE]
        keys = [int(key) for key in typed if key.isascii() and key.isdigit() and len(key) < LONGEST_KEY]
        return list(self.rows(self.request.user).filter(pk__in=keys).order_by("start", "pk"))

    def perform(self, bulk: Bulk, reason: str) -> dict[int, tuple[bool, str]]:
        """By row: whether it was done, else why not. Each stands for itself."""
        by, now = at_desk(self.request.user.pk), timezone.now()
        known: dict[object, tuple[bool, str]] = {}
        for row in self.chosen:
            if bulk.of(row) in known:
                continue
            try:
                bulk.act(row, by=by, now=now, reason=reason)
            except Refusal as refusal:
                known[bulk.of(row)] = False, str(refusal)
            else:
                known[bulk.of(row)] = True, ""
        return {row.pk: known[bulk.of(row)] for row in self.chosen}
