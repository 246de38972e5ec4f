"""The card of a client: how they come, what was agreed and written, who else they might be."""

from typing import Any

from django.contrib.admin.utils import quote
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import Button, HeaderButton

from booking.actions.notify import about_visit
from booking.admin import shown
from booking.admin.doors import DeskInspect
from booking.models import Client, ClientStatus
from booking.selectors import agenda
from booking.selectors.clients import History, consents_of, history_with, merges_into, messages_to_client, waiting_of
from booking.selectors.duplicates import duplicates_of, merged_into
from salon.lib import money
from salon.outbox.kinds import label_of
from salon.outbox.models import Message


class ClientCard(DeskInspect):
    """What we know, and every visit. A master sees her own appointments and no contacts but those left with them."""

    template_name = "booking/admin/client.html"
    page_title = gettext_lazy("Client")

    def get_object(self, queryset: QuerySet[Client] | None = None) -> Client:
        """Whoever follows an old address of a merged record finds the one that is kept."""
        self.kwargs["pk"] = merged_into(self.kwargs["pk"]) or self.kwargs["pk"]
        return super().get_object(queryset)

    @cached_property
    def header_buttons(self) -> list[Button]:
        edit = self.get_edit_url()
        return [HeaderButton(_("Edit"), url=edit, icon_name="edit")] if edit else []

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        """What is rarely done, in the menu beside the title."""
        if not self.get_edit_url():
            return []
        is_blocked = self.object.status == ClientStatus.BLOCKED
        doors = [
            ("merge", _("Merge with another record"), "group"),
            ("block", _("Let the client book again") if is_blocked else _("Block the client"), "lock"),
            ("file", _("Download all data"), "download"),
            ("erase", _("Delete personal data"), "bin"),
        ]
        key = quote(self.object.pk)
        return [
            Button(label, url=reverse(f"clients:{door}", args=[key]), icon_name=icon, priority=place)
            for place, (door, label, icon) in enumerate(doors)
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        client, user = self.object, self.request.user
        history = history_with(client, user, now=timezone.now())
        sees_all = agenda.sees_everybody(user)
        return super().get_context_data(
            client=client,
            figures=_figures(history),
            facts=_facts(client, history, sees_all=sees_all),
            rows=[(row, shown.when(row), shown.price(row), _paid(row)) for row in history.rows],
            **(self.of_the_desk(history) if sees_all else {}),
            **kwargs,
        )

    def of_the_desk(self, history: History) -> dict[str, Any]:
        """What nobody needs who only sees her own part."""
        client = self.object
        about = list(dict.fromkeys(about_visit(row.visit) for row in history.rows))
        return {
            "consents": [(row.text, shown.moment(row.at), row.reference) for row in consents_of(client)],
            "letters": [_letter(row) for row in messages_to_client(about)],
            "waiting": [(row, shown.moment(row.created_at)) for row in waiting_of(client)],
            "duplicates": duplicates_of(client) if self.get_edit_url() else [],
            "merges": [(row, shown.moment(row.at)) for row in merges_into(client)],
        }


def _figures(history: History) -> list[tuple[Any, str]]:
    following = history.next
    return [
        (_("Visits"), str(history.visits)),
        (_("No-shows"), str(history.no_shows)),
        (_("Cancelled late"), str(history.late)),
        (_("Paid"), money.euro(history.paid)),
        (_("Next visit"), shown.when(following) if following else "–"),
    ]


def _facts(client: Client, history: History, *, sees_all: bool) -> list[tuple[Any, Any]]:
    """Contact and language; for a master the contact that was left with her latest appointment."""
    if sees_all:
        contact = [(_("Phone"), shown.number(client)), (_("Email"), client.email), (_("Writes to"), _channel(client))]
    else:
        left = shown.contact(history.rows[0].visit) if history.rows else []
        contact = [(_("Contact"), ", ".join(left))]
    return [
        *contact,
        (_("Language"), shown.spoken(client)),
        (_("Status"), client.get_status_display()),
        (_("Known since"), shown.moment(client.created_at)),
    ]


def _channel(client: Client) -> str:
    """By which way a message goes first."""
    if client.telegram_id and not client.telegram_dead_since:
        return "Telegram"
    return _("Email") if client.email else _("nobody, please call")


def _paid(row: Any) -> str:
    return money.euro(row.paid) if row.paid is not None else ""


def _letter(row: Message) -> tuple[Any, str, Any, str]:
    return label_of(row.kind), shown.moment(row.sent_at or row.due_at), row.get_state_display(), row.sent_to
