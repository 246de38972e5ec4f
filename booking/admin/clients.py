"""Clients: found by name or number, listed by how they come, and their form. They come by booking and never go."""

from collections import OrderedDict
from typing import Any

import django_filters
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.urls import URLPattern, path
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column

from booking.admin import shown
from booking.admin.bulk.lists import TickedIndex, TickedViewSet
from booking.admin.bulk.people import CLIENT_DEEDS
from booking.admin.client_actions import BlockClientView, ClientFileView, EraseClientView
from booking.admin.client_card import ClientCard
from booking.admin.doors import LIST, NAME
from booking.admin.merge_clients import MergeClientsView
from booking.models import Client, ClientStatus
from booking.selectors import agenda
from booking.selectors.agenda import Staff
from booking.selectors.clients import counted_clients_for, searched_clients
from salon.lib import phone

EXAMPLE = "+49 151 2345678"


class ClientForm(WagtailAdminModelForm):
    """Name, contact, language, status and notes."""

    phone = forms.CharField(label=gettext_lazy("Phone"), max_length=32, required=False)
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=settings.LANGUAGES)

    def clean_phone(self) -> str:
        written = self.cleaned_data["phone"].strip()
        number = phone.e164(written) if written else ""
        if number is None:
            text = _("This phone number is not complete. Example: {example}")
            raise ValidationError(text.format(example=EXAMPLE))
        return number

    def clean_email(self) -> str:
        return self.cleaned_data["email"].strip().lower()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        typed = {"phone", "email"} <= cleaned.keys()
        if typed and not (cleaned["phone"] or cleaned["email"] or self.instance.telegram_id):
            self.add_error("phone", _("Please enter a phone number or an email address."))
        if cleaned.get("status") == ClientStatus.BLOCKED and not cleaned.get("blocked_reason"):
            self.add_error("blocked_reason", _("Please say why this client is blocked."))
        return cleaned


class ClientFilters(WagtailFilterSet):
    """Days are the salon's; a visit is one that was done."""

    status = django_filters.ChoiceFilter(label=gettext_lazy("Status"), choices=ClientStatus.choices)
    language = django_filters.ChoiceFilter(label=gettext_lazy("Language"), choices=settings.LANGUAGES)
    missed = django_filters.ChoiceFilter(
        label=gettext_lazy("No-shows"),
        choices=[("yes", gettext_lazy("with no-shows")), ("no", gettext_lazy("without"))],
        method="by_no_shows",
    )
    last_visit = django_filters.DateFromToRangeFilter(
        label=gettext_lazy("Last visit"), method="on_days", widget=DateRangePickerWidget
    )

    class Meta:
        model = Client
        fields = ("status", "language", "missed", "last_visit")

    def by_no_shows(self, rows: QuerySet[Client], name: str, value: str) -> QuerySet[Client]:
        return rows.filter(no_show_count__gt=0) if value == "yes" else rows.filter(no_show_count=0)

    def on_days(self, rows: QuerySet[Client], name: str, days: slice) -> QuerySet[Client]:
        """The bounds come as times in the zone of whoever typed them; only their dates were typed."""
        first, last = (bound.date() if bound else None for bound in (days.start, days.stop))
        return agenda.on_days(rows, first, last, field="last_visit")


class ClientIndex(TickedIndex):
    """Leads to the card, because the visits are asked for more often than the form.

    A master sees no contacts here: they stand with her own appointments.
    """

    export_headings = {
        "visits": gettext_lazy("Visits"),
        "no_shows": gettext_lazy("No-shows"),
        "last_visit": gettext_lazy("Last visit"),
    }

    @cached_property
    def shows_contacts(self) -> bool:
        return agenda.sees_everybody(self.request.user)

    @cached_property
    def columns(self) -> list[Column]:
        found = super().columns
        return found if self.shows_contacts else [column for column in found if column.name not in ("phone", "email")]

    @property
    def list_export(self) -> list[str]:
        contacts = ["phone", "email"] if self.shows_contacts else []
        return ["name", *contacts, "language", "status", "visits", "no_shows", "last_visit"]

    @list_export.setter
    def list_export(self, _names: list[str]) -> None:
        """What Wagtail hands over is what stands here."""

    def get_title_url(self, row: Client) -> str | None:
        return self.get_inspect_url(row)

    def search_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        words = self.search_query
        return queryset.filter(searched_clients(self.request.user, words)) if self.is_searching else queryset

    def to_row_dict(self, item: Client) -> OrderedDict[str, Any]:
        row = OrderedDict(
            name=item.name,
            phone=shown.number(item),
            email=item.email,
            language=shown.spoken(item),
            status=str(item.get_status_display()),
            visits=item.visit_count,
            no_shows=item.no_show_count,
            last_visit=last_visit(item),
        )
        return OrderedDict((name, row[name]) for name in self.list_export)


def last_visit(client: Client) -> str:
    at = client.last_visit
    return shown.day(at.astimezone(agenda.salon_zone()).date()) if at else ""


class ClientViewSet(TickedViewSet):
    model = Client
    name = "clients"
    icon = "group"
    doors = (*LIST, "edit", "inspect", "block", "merge", "erase", "file", "bulk")
    index_view_class = ClientIndex
    inspect_view_class = ClientCard
    ordering = "name"
    list_per_page = 100
    filterset_class = ClientFilters
    deeds = CLIENT_DEEDS
    search = staticmethod(agenda.clients_matching)
    title = {**NAME, "accessor": str}
    list_display = (
        Column("phone", label=gettext_lazy("Phone"), accessor=shown.number),
        Column("email", label=gettext_lazy("Email"), sort_key="email"),
        Column("language", label=gettext_lazy("Language"), accessor=shown.spoken, sort_key="language"),
        Column("status", label=gettext_lazy("Status"), accessor="get_status_display", sort_key="status"),
        Column("visits", label=gettext_lazy("Visits"), accessor="visit_count", sort_key="visit_count"),
        Column("no_shows", label=gettext_lazy("No-shows"), accessor="no_show_count", sort_key="no_show_count"),
        Column("last_visit", label=gettext_lazy("Last visit"), accessor=last_visit, sort_key="last_visit"),
    )
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldRowPanel([FieldPanel("phone"), FieldPanel("email")]),
            FieldPanel("language"),
            MultiFieldPanel(
                [FieldPanel("status"), FieldPanel("blocked_reason")], heading=gettext_lazy("May this client book?")
            ),
            FieldPanel("notes"),
        ],
        base_form_class=ClientForm,
    )

    def rows(self, user: Staff) -> QuerySet[Client]:
        return counted_clients_for(user)

    def get_urlpatterns(self) -> list[URLPattern]:
        own = {"block": BlockClientView, "merge": MergeClientsView, "erase": EraseClientView, "file": ClientFileView}
        doors = [path(f"{door}/<int:pk>/", self.construct_view(view), name=door) for door, view in own.items()]
        return [*super().get_urlpatterns(), *doors]
