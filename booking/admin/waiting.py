"""The waiting list: who waits for what, what was offered to them, and the way off the list."""

from collections.abc import Mapping
from typing import Any, ClassVar

import django_filters
from django import forms
from django.conf import settings
from django.contrib.admin.utils import quote
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets import Button, HeaderButton

from booking.actions.waiting_place import leave_waiting_list
from booking.admin import shown
from booking.admin.bulk.lists import TickedIndex, TickedViewSet
from booking.admin.bulk.people import WAITING_DEEDS
from booking.admin.doors import LIST, DeskInspect, OwnRows
from booking.admin.time_filters import TimeFilters, masters
from booking.models import WaitingEntry, WaitingOffer, WaitingState
from booking.selectors import agenda
from booking.selectors.agenda import Staff
from booking.selectors.waiting import service_names
from salon.lib import phone


def called(entry: WaitingEntry) -> str:
    return f"{entry.contact_name}, {shown.wanted_days(entry)}"


def services(entry: WaitingEntry, names: Mapping[str, str]) -> str:
    return ", ".join(names.get(slug, slug) for slug in entry.services)


def master(entry: Any) -> str:
    return entry.master_name or _("Any master")


def since(entry: WaitingEntry) -> str:
    return shown.moment(entry.created_at)


class WaitingFilters(TimeFilters):
    """By the days that would do."""

    begins, ends = "first_day", "last_day"
    state = django_filters.ChoiceFilter(label=gettext_lazy("State"), choices=WaitingState.choices)
    master = django_filters.ChoiceFilter(label=gettext_lazy("Master"), choices=masters)
    language = django_filters.ChoiceFilter(label=gettext_lazy("Language"), choices=settings.LANGUAGES)

    class Meta:
        model = WaitingEntry
        fields = ("state", "master", "month", "days", "language")


class WaitingIndex(TickedIndex):
    """The latest first; whoever has waited longest is asked first all the same."""

    @cached_property
    def columns(self) -> list[Column]:
        """With what is waited for, by the names of today: one query for the whole list."""
        names = service_names()
        what = Column("services", label=_("Services"), accessor=lambda entry: services(entry, names))
        *first, master, preferred, since, offers, state = super().columns
        return [*first, what, master, preferred, since, offers, state]


class WaitingCard(DeskInspect):
    """What was asked for, and every time that was offered."""

    template_name = "booking/admin/waiting.html"
    page_title = gettext_lazy("Waiting list")

    @cached_property
    def header_buttons(self) -> list[Button]:
        if not self.user_has_permission("change") or self.object.state != WaitingState.WAITING:
            return []
        url = reverse("waiting-list:take_off", args=[quote(self.object.pk)])
        return [HeaderButton(_("Take off the list"), url=url, icon_name="cross")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        entry = self.object
        visit = agenda.appointments_for(self.request.user).filter(visit=entry.visit_id).order_by("start").first()
        return super().get_context_data(
            entry=entry,
            facts=[
                (_("Services"), services(entry, service_names())),
                (_("Master"), master(entry)),
                (_("Days"), shown.wanted_days(entry)),
                (_("Waiting since"), since(entry)),
                (_("Language"), shown.spoken(entry)),
            ],
            contact=shown.contact(entry),
            offers=[_told(offer) for offer in entry.offers.all()],
            visit=visit,
            **kwargs,
        )


class TakeOffView(OwnRows, PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView):
    """A page that asks, and a POST that does it."""

    permission_policy: Any = None
    permission_required = "change"
    form_class = forms.Form
    template_name = "booking/admin/take_off.html"
    page_title = gettext_lazy("Take off the list")
    header_icon = "cross"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.entry = self.get_object()

    def get_page_subtitle(self) -> str:
        return called(self.entry)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            {"url": reverse("waiting-list:index"), "label": _("Waiting list")},
            {"url": self.get_success_url(), "label": called(self.entry)},
            {"url": "", "label": self.page_title},
        ]

    def get_success_url(self) -> str:
        return reverse("waiting-list:inspect", args=[quote(self.entry.pk)])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        is_waiting = self.entry.state == WaitingState.WAITING
        return super().get_context_data(
            entry=self.entry,
            is_waiting=is_waiting,
            days=shown.wanted_days(self.entry),
            back=self.get_success_url(),
            **kwargs,
        )

    def form_valid(self, form: forms.Form) -> HttpResponse:
        if leave_waiting_list(entry_id=self.entry.pk, now=timezone.now()):
            said = _("{name} is no longer on the waiting list and gets no message about it.")
            messages.success(self.request, said.format(name=self.entry.contact_name))
        else:
            messages.error(self.request, _("This place on the list has ended already."))
        return redirect(self.get_success_url())


class WaitingViewSet(TickedViewSet):
    model = WaitingEntry
    name = "waiting-list"
    icon = "time"
    menu_label = gettext_lazy("Waiting list")
    doors = (*LIST, "inspect", "take_off", "bulk")
    own_actions = ("change",)
    index_view_class = WaitingIndex
    inspect_view_class = WaitingCard
    called = staticmethod(called)
    ordering = "-created_at"
    filterset_class = WaitingFilters
    deeds = WAITING_DEEDS
    sheet: ClassVar = {
        "client": (gettext_lazy("Client"), lambda entry: entry.contact_name),
        "phone": (gettext_lazy("Phone"), lambda entry: phone.shown(entry.contact_phone)),
        "email": (gettext_lazy("Email"), lambda entry: entry.contact_email),
        "master": (gettext_lazy("Master"), master),
        "days": (gettext_lazy("Days"), shown.wanted_days),
        "since": (gettext_lazy("Waiting since"), since),
        "offers": (gettext_lazy("Offers"), lambda entry: entry.offer_count),
        "state": (gettext_lazy("State"), lambda entry: entry.get_state_display()),
        "language": (gettext_lazy("Language"), shown.spoken),
    }
    search = staticmethod(agenda.waiting_matching)
    title = {"name": "contact_name", "label": gettext_lazy("Client"), "sort_key": "contact_name"}
    list_display = (
        Column("master", label=gettext_lazy("Master"), accessor=master),
        Column("days", label=gettext_lazy("Days"), accessor=shown.wanted_days, sort_key="first_day"),
        Column("since", label=gettext_lazy("Waiting since"), accessor=since, sort_key="created_at"),
        Column("offers", label=gettext_lazy("Offers"), accessor="offer_count"),
        Column("state", label=gettext_lazy("State"), accessor="get_state_display", sort_key="state"),
    )

    def rows(self, user: Staff) -> QuerySet[WaitingEntry]:
        return agenda.waiting_list()

    def get_urlpatterns(self) -> list[URLPattern]:
        take_off = self.construct_view(TakeOffView)
        return [*super().get_urlpatterns(), path("take-off/<int:pk>/", take_off, name="take_off")]


def _told(offer: WaitingOffer) -> dict[str, Any]:
    """A line of the offers' history."""
    return {
        "when": shown.stretch(offer.start, offer.end),
        "offered": shown.moment(offer.offered_at),
        "until": shown.moment(offer.expires_at),
        "state": offer.get_state_display(),
        "answered": shown.moment(offer.answered_at) if offer.answered_at else "",
    }
