"""Clients: found by name or number, with their visits, notes and contact. They come by booking and never go."""

from collections import OrderedDict
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets import Button, HeaderButton

from booking.admin import shown
from booking.admin.doors import LIST, NAME, DeskIndex, DeskInspect, DeskViewSet
from booking.models import Client, ClientStatus
from booking.selectors import agenda
from booking.selectors.agenda import Staff
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


class ClientIndex(DeskIndex):
    """Leads to the card, because the visits are asked for more often than the form."""

    list_export = ("name", "phone", "email", "language", "status", "visits")
    export_headings = {"visits": gettext_lazy("Visits")}

    def get_title_url(self, row: Client) -> str | None:
        return self.get_inspect_url(row)

    def to_row_dict(self, item: Client) -> OrderedDict[str, Any]:
        return OrderedDict(
            name=item.name,
            phone=shown.number(item),
            email=item.email,
            language=shown.spoken(item),
            status=str(item.get_status_display()),
            visits=item.visit_count,
        )


class ClientCard(DeskInspect):
    """What we know, and every visit."""

    template_name = "booking/admin/client.html"
    page_title = gettext_lazy("Client")

    @cached_property
    def header_buttons(self) -> list[Button]:
        url = self.get_edit_url()
        return [HeaderButton(_("Edit"), url=url, icon_name="edit")] if url else []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = agenda.visits_of(self.object, self.request.user)
        return super().get_context_data(
            client=self.object,
            phone=shown.number(self.object),
            language=shown.spoken(self.object),
            rows=[(row, shown.when(row), shown.price(row)) for row in rows],
            known_since=shown.moment(self.object.created_at),
            **kwargs,
        )


class ClientViewSet(DeskViewSet):
    model = Client
    name = "clients"
    icon = "group"
    doors = (*LIST, "edit", "inspect")
    index_view_class = ClientIndex
    inspect_view_class = ClientCard
    ordering = "name"
    list_filter = ("status", "language")
    search = staticmethod(agenda.clients_matching)
    title = {**NAME, "accessor": str}
    list_display = (
        Column("phone", label=gettext_lazy("Phone"), accessor=shown.number),
        Column("email", label=gettext_lazy("Email"), sort_key="email"),
        Column("language", label=gettext_lazy("Language"), accessor=shown.spoken, sort_key="language"),
        Column("status", label=gettext_lazy("Status"), accessor="get_status_display", sort_key="status"),
        Column("visits", label=gettext_lazy("Visits"), accessor="visit_count", sort_key="visit_count"),
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
        return agenda.clients()
