"""What the desk's questions about a visit share: a page that asks, and a POST that does it."""

from typing import Any, ClassVar

from django import forms
from django.contrib.admin.utils import quote
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from booking.actions.events import Actor, at_desk
from booking.admin import shown
from booking.admin.doors import OwnRows
from booking.models import Appointment, Visit
from booking.selectors.agenda import sees_everybody
from booking.selectors.recipients import client_addresses
from salon.lib import phone
from salon.lib.errors import Refusal


class VisitAction(OwnRows, PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView):
    """`statuses`: of the appointments that it is about; `act` does it and returns what to say."""

    permission_policy: Any = None
    statuses: ClassVar[tuple[str, ...]]

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.appointment = self.get_object()

    @property
    def by(self) -> Actor:
        return at_desk(self.request.user.pk)

    @property
    def masters(self) -> list[int] | None:
        """Whose part this person answers for (ids); None for everybody's."""
        return None if sees_everybody(self.request.user) else [self.appointment.master_id]

    def open_rows(self) -> QuerySet[Appointment]:
        """The appointments in question that this person may see."""
        visit = self.appointment.visit
        return self.rows(self.request.user).filter(visit=visit, status__in=self.statuses).order_by("start")

    def act(self, form: forms.Form) -> str:
        """Raises what the action refuses."""
        raise NotImplementedError

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

    def form_valid(self, form: forms.Form) -> HttpResponse:
        try:
            said = self.act(form)
        except Refusal as refusal:
            messages.error(self.request, str(refusal))
        else:
            messages.success(self.request, said)
        return redirect(get_valid_next_url_from_request(self.request) or self.get_success_url())


def how_the_client_hears(visit: Visit) -> str:
    """What is left to do where no message can arrive."""
    if client_addresses(visit):
        return _("The client gets a message.")
    if not visit.contact_phone:
        return _("Only a name is known, so no message can arrive.")
    return _("There is no email address, please call: {number}").format(number=phone.shown(visit.contact_phone))
