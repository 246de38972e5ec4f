"""Answer a request at the desk, or as the master who would perform it."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from booking.actions.decide import approve_visit, decline_visit
from booking.admin import shown
from booking.admin.visit_action import VisitAction, how_the_client_hears
from booking.models import Status

APPROVE, DECLINE = "approve", "decline"


class AnswerForm(forms.Form):
    answer = forms.ChoiceField(choices=[(APPROVE, APPROVE), (DECLINE, DECLINE)], widget=forms.HiddenInput)
    reason = forms.CharField(
        label=gettext_lazy("Reason, if you decline"),
        help_text=gettext_lazy("The client reads it."),
        max_length=200,
        required=False,
    )


class AnswerVisitView(VisitAction):
    """Approves what its visitor may answer: everything at the desk, her own part as a master; declining ends it all."""

    permission_required = "decide"
    form_class = AnswerForm
    statuses = (Status.PENDING,)
    template_name = "booking/admin/answer_visit.html"
    page_title = gettext_lazy("Answer request")
    header_icon = "help"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        until = self.appointment.visit.decide_until
        return super().get_context_data(until=shown.moment(until) if until else "", **kwargs)

    def act(self, form: forms.Form) -> str:
        facts = {"visit_id": self.appointment.visit_id, "by": self.by, "now": timezone.now(), "masters": self.masters}
        if form.cleaned_data["answer"] == DECLINE:
            visit = decline_visit(**facts, reason=form.cleaned_data["reason"])
            done = _("Request {reference} is declined and its time is free again.").format(reference=visit.reference)
            return f"{done} {how_the_client_hears(visit)}"
        visit = approve_visit(**facts)
        if visit.decide_until is not None:
            return _("Approved. The visit is confirmed as soon as its other masters approve.")
        done = _("Visit {reference} is confirmed.").format(reference=visit.reference)
        return f"{done} {how_the_client_hears(visit)}"
