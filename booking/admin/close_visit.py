"""Say what became of a visit at the desk, or as its master: done, nobody came, or a mistake taken back."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy

from booking.actions.attendance import CLOSED, complete_visit, mark_no_show, reopen_visit
from booking.admin.visit_action import VisitAction
from booking.models import Status

DONE, NO_SHOW, REOPEN = "done", "no_show", "reopen"
ACTIONS = {DONE: complete_visit, NO_SHOW: mark_no_show, REOPEN: reopen_visit}
SAID = {
    DONE: gettext_lazy("Visit {reference} is done."),
    NO_SHOW: gettext_lazy("Visit {reference} is noted as a no-show."),
    REOPEN: gettext_lazy("Visit {reference} is confirmed again."),
}


class CloseForm(forms.Form):
    outcome = forms.ChoiceField(choices=[(name, name) for name in ACTIONS], widget=forms.HiddenInput)


class CloseVisitView(VisitAction):
    """Closes what its visitor may answer for: everything at the desk, her own part as a master."""

    permission_required = "decide"
    form_class = CloseForm
    statuses = (Status.CONFIRMED, *CLOSED)
    template_name = "booking/admin/close_visit.html"
    page_title = gettext_lazy("What became of it")
    header_icon = "success"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        statuses = {row.status for row in self.open_rows()}
        is_open = Status.CONFIRMED in statuses
        return super().get_context_data(is_open=is_open, is_closed=bool(statuses & set(CLOSED)), **kwargs)

    def act(self, form: forms.Form) -> str:
        outcome = form.cleaned_data["outcome"]
        facts = {"visit_id": self.appointment.visit_id, "by": self.by, "now": timezone.now(), "masters": self.masters}
        visit = ACTIONS[outcome](**facts)
        return str(SAID[outcome]).format(reference=visit.reference)
