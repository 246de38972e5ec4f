"""Merge two records of one person: who it may be, what will happen, and the button that does it."""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from booking.actions.merge_clients import merge_clients
from booking.admin import shown
from booking.admin.client_actions import ClientAction
from booking.models import Client
from booking.selectors import agenda
from booking.selectors.duplicates import CHAT, CHOICES, NOTES, MergePlan, duplicates_of, merge_plan

LABELS = {
    "name": gettext_lazy("Name"),
    "phone": gettext_lazy("Phone"),
    "email": gettext_lazy("Email"),
    "language": gettext_lazy("Language"),
    CHAT: gettext_lazy("Telegram"),
    NOTES: gettext_lazy("Internal notes"),
}
KEPT, GONE = "kept", "gone"
FOUND_AT_MOST = 8


class MergeForm(forms.Form):
    """A question for each field in which the two differ; the kept client's own is chosen already."""

    def __init__(self, plan: MergePlan | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in plan.differ if plan else ():
            options = [(KEPT, value_of(plan.kept, name)), (GONE, value_of(plan.gone, name))]
            self.fields[name] = forms.ChoiceField(
                label=LABELS[name], choices=options, initial=KEPT, widget=forms.RadioSelect
            )

    @property
    def taken(self) -> list[str]:
        return [name for name, side in self.cleaned_data.items() if side == GONE]


class MergeClientsView(ClientAction):
    """`?with=` names the other record, which will be gone; without it those are shown who may be the same."""

    template_name = "booking/admin/merge_clients.html"
    page_title = gettext_lazy("Merge with another record")
    header_icon = "group"

    @cached_property
    def plan(self) -> MergePlan | None:
        wanted = self.request.GET.get("with", "")
        other = self.get_base_queryset().filter(pk=int(wanted)).first() if _is_key(wanted) else None
        return merge_plan(self.client, other) if other is not None and other.pk != self.client.pk else None

    @property
    def words(self) -> str:
        return self.request.GET.get("q", "").strip()

    @property
    def found(self) -> list[Client]:
        """Who is looked for by name, number or address: a new name after a wedding resembles nothing."""
        if not self.words:
            return []
        others = self.get_base_queryset().exclude(pk=self.client.pk).filter(agenda.clients_matching(self.words))
        return list(others.order_by("name", "pk")[:FOUND_AT_MOST])

    def get_form(self, form_class: type[forms.Form] | None = None) -> forms.Form:
        return MergeForm(self.plan, **self.get_form_kwargs())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        plan = self.plan
        return super().get_context_data(
            plan=plan,
            happens=said_of(plan) if plan else (),
            both=side_by_side(plan) if plan else (),
            swapped=f"{reverse('clients:merge', args=[plan.gone.pk])}?with={self.client.pk}" if plan else "",
            duplicates=() if plan else duplicates_of(self.client),
            found=() if plan else self.found,
            words=self.words,
            **kwargs,
        )

    def act(self, form: forms.Form) -> str:
        plan = self.plan
        if plan is None:
            return _("Nothing was merged.")
        merge_clients(kept=self.client.pk, gone=plan.gone.pk, taken=form.taken, by=self.by, now=timezone.now())
        return _("The two records are one now.")


def said_of(plan: MergePlan) -> list[str]:
    """Exactly what will happen, a sentence each."""
    said = []
    if plan.visits:
        moved = ngettext("{n} visit moves to the kept record.", "{n} visits move to the kept record.", plan.visits)
        said.append(moved.format(n=plan.visits))
    if plan.ahead:
        still = ngettext("{n} of them is still open.", "{n} of them are still open.", plan.ahead)
        said.append(still.format(n=plan.ahead))
    if plan.filled:
        names = ", ".join(str(LABELS[name]) for name in plan.filled)
        said.append(_("What only the other record has is taken over: {names}.").format(names=names))
    if plan.joins_notes:
        said.append(_("The internal notes of both stand one after the other."))
    if plan.is_blocked:
        said.append(_("The kept record is blocked, because one of the two is."))
    if plan.gives_up_a_chat:
        said.append(_("Only one Telegram chat stays connected; the other one reads nothing any more."))
    said.append(_("The other record is emptied; old links to it lead to the kept one. This cannot be undone."))
    return said


def side_by_side(plan: MergePlan) -> list[tuple[Any, Any, Any]]:
    """What tells the two apart: label, of the kept one, of the one that goes."""
    one, other = plan.kept, plan.gone
    own = [(LABELS[name], value_of(one, name), value_of(other, name)) for name in (*CHOICES, NOTES)]
    return [
        *own,
        (_("Status"), one.get_status_display(), other.get_status_display()),
        (_("Visits"), one.visit_count, other.visit_count),
        (_("Known since"), shown.moment(one.created_at), shown.moment(other.created_at)),
    ]


def value_of(client: Client, name: str) -> str:
    if name == "phone":
        return shown.number(client)
    if name == "language":
        return shown.spoken(client)
    if name == CHAT:
        # The end of it tells two chats apart, and no more is needed.
        return f"…{str(client.telegram_id)[-4:]}" if client.telegram_id else ""
    return str(getattr(client, name))


def _is_key(typed: str) -> bool:
    """A number that the database can hold."""
    return typed.isascii() and typed.isdigit() and len(typed) < 19
