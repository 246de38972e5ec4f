"""Cancel a visit at the desk."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from booking.actions.change import cancel_visit
from booking.admin.visit_action import VisitAction, how_the_client_hears
from booking.models import OPEN


class CancelForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("The client reads it."),
        max_length=160,
        required=False,
    )


class CancelVisitView(VisitAction):
    """Cancels all open appointments of the visit; staff are not bound by the clients' limit.

    Only for who sees all of them.
    """

    permission_required = "change"
    form_class = CancelForm
    statuses = OPEN
    template_name = "booking/admin/cancel_visit.html"
    page_title = gettext_lazy("Cancel visit")
    header_icon = "cross"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        everything = self.appointment.visit.appointments.filter(status__in=OPEN)
        if everything.exclude(pk__in=self.open_rows().values("pk")).exists():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def act(self, form: forms.Form) -> str:
        reason = form.cleaned_data["reason"]
        visit = cancel_visit(visit_id=self.appointment.visit_id, by=self.by, now=timezone.now(), reason=reason)
        done = _("Visit {reference} is cancelled and its time is free again.").format(reference=visit.reference)
        return f"{done} {how_the_client_hears(visit)}"
