"""Cancel a visit at the desk: a page that asks, and a POST that does it."""

from typing import Any

from django import forms
from django.contrib.admin.utils import quote
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from booking.actions.change import cancel_visit
from booking.actions.events import Actor
from booking.admin import shown
from booking.admin.doors import OwnRows
from booking.models import OPEN, Appointment, Source, Visit
from salon.lib import phone
from salon.lib.errors import Refusal


class CancelForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("Only staff see it."),
        max_length=160,
        required=False,
    )


class CancelVisitView(OwnRows, PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView):
    """Cancels all open appointments of the visit; staff are not bound by the clients' limit.

    Only for who sees all of them.
    """

    permission_policy: Any = None
    permission_required = "change"
    form_class = CancelForm
    template_name = "booking/admin/cancel_visit.html"
    page_title = gettext_lazy("Cancel visit")
    header_icon = "cross"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.appointment = self.get_object()

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        everything = self.appointment.visit.appointments.filter(status__in=OPEN)
        if everything.exclude(pk__in=self.open_rows().values("pk")).exists():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def open_rows(self) -> QuerySet[Appointment]:
        return self.rows(self.request.user).filter(visit=self.appointment.visit, status__in=OPEN).order_by("start")

    def get_page_subtitle(self) -> str:
        return self.appointment.visit.reference

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            {"url": reverse("appointments:index"), "label": _("Appointments")},
            {"url": self.get_success_url(), "label": self.appointment.service_now},
            {"url": "", "label": self.page_title},
        ]

    def get_success_url(self) -> str:
        return reverse("appointments:inspect", args=[quote(self.appointment.pk)])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = [(row, shown.when(row)) for row in self.open_rows()]
        back = self.get_success_url()
        return super().get_context_data(visit=self.appointment.visit, open_rows=rows, back=back, **kwargs)

    def form_valid(self, form: CancelForm) -> HttpResponse:
        by = Actor("staff", Source.DESK, self.request.user.pk)
        try:
            visit = cancel_visit(
                visit_id=self.appointment.visit_id, by=by, now=timezone.now(), reason=form.cleaned_data["reason"]
            )
        except Refusal as refusal:
            messages.error(self.request, str(refusal))
        else:
            messages.success(self.request, _said(visit))
        return redirect(self.get_success_url())


def _said(visit: Visit) -> str:
    """What has happened, and what is left to do where no message can arrive."""
    done = _("Visit {reference} is cancelled and its time is free again.").format(reference=visit.reference)
    if visit.contact_email:
        follows = _("The client gets a message.")
    else:
        number = phone.shown(visit.contact_phone)
        follows = _("There is no email address, please call: {number}").format(number=number)
    return f"{done} {follows}"
