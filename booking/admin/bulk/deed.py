"""What is done with the ticked rows of any list: the boxes, the page that asks, and the answer row by row."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from booking.actions.events import at_desk
from booking.admin.doors import OwnRows
from salon.lib.errors import Refusal

AT_ONCE = 100
# Of a number that a table's key can be.
LONGEST_KEY = 19


class Reason(forms.Form):
    """Said to the client, or kept with the row: the hint tells which."""

    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=160, required=False)

    def __init__(self, *args: Any, hint: Any = "", required: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text, self.fields["reason"].required = hint, required


@dataclass(frozen=True, slots=True)
class Bulk:
    """`act` gets the row and by, now, reason, and returns False where there was nothing to do; `of` names what it
    changes, so that nothing is done twice.

    `asks`: who reads the reason that is asked for, in words; empty for none. `needs`: the permission. `hint`: what
    should be known beforehand.
    """

    label: Any
    act: Callable[..., object]
    of: Callable[[Any], object] = attrgetter("pk")
    asks: Any = ""
    needs_reason: bool = False
    needs: str = "change"
    hint: Any = ""
    is_serious: bool = False


class ChosenColumn(Column):
    """A box to tick; it belongs to the form below the list."""

    header_template_name = "booking/admin/chosen_header.html"
    cell_template_name = "booking/admin/chosen_cell.html"

    def __init__(self, *args: Any, called: Callable[[Any], str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.called = called

    def get_cell_context_data(self, instance: Any, parent_context: dict[str, Any]) -> dict[str, Any]:
        context = super().get_cell_context_data(instance, parent_context)
        return context | {"key": str(instance.pk), "named": self.called(instance)}


class BulkView(OwnRows, PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """First asks, then (`sure`) does it and says of each row what happened. Nothing chosen leads back to the list."""

    permission_policy: Any = None
    model: Any = None
    index_url_name = inspect_url_name = ""
    deeds: Mapping[str, Bulk] = {}
    ticked: Callable[[Any], str] | None = None
    template_name = "booking/admin/bulk.html"
    page_title = gettext_lazy("Several at once")
    header_icon = "tasks"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if not self.allowed:
            raise PermissionDenied

    @cached_property
    def allowed(self) -> Mapping[str, Bulk]:
        return deeds_of(self.request.user, self.permission_policy, self.deeds)

    def get_page_subtitle(self) -> str:
        return ""

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        here = {"url": "", "label": self.page_title}
        return [{"url": self.back, "label": capfirst(self.model._meta.verbose_name_plural)}, here]

    @property
    def back(self) -> str:
        return reverse(self.index_url_name)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(back=self.back, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        action = request.POST.get("action", "")
        bulk = self.allowed.get(action)
        if bulk is None or not self.chosen:
            return redirect(self.index_url_name)
        typed = request.POST if "sure" in request.POST else None
        form = Reason(typed, hint=bulk.asks, required=bulk.needs_reason)
        done = self.perform(bulk, form.cleaned_data["reason"]) if form.is_valid() else {}
        rows = [(row, self.said_of(row), done.get(row.pk)) for row in self.chosen]
        return self.render_to_response(
            self.get_context_data(bulk=bulk, action=action, form=form, rows=rows, is_done=bool(done))
        )

    def said_of(self, row: Any) -> str:
        return self.ticked(row) if self.ticked else self.called(row)

    @cached_property
    def chosen(self) -> Sequence[Any]:
        """Only what this person may see."""
        typed = self.request.POST.getlist("row")[:AT_ONCE]
        keys = [int(key) for key in typed if key.isascii() and key.isdigit() and len(key) < LONGEST_KEY]
        return list(self.rows(self.request.user).filter(pk__in=keys))

    def perform(self, bulk: Bulk, reason: str) -> dict[int, tuple[bool, str]]:
        """By row: whether it was done, else why not. Each stands for itself."""
        by, now = at_desk(self.request.user.pk), timezone.now()
        known: dict[object, tuple[bool, str]] = {}
        for row in self.chosen:
            if bulk.of(row) in known:
                continue
            try:
                is_done = bulk.act(row, by=by, now=now, reason=reason) is not False
            except Refusal as refusal:
                known[bulk.of(row)] = False, str(refusal)
            else:
                known[bulk.of(row)] = is_done, "" if is_done else _("It was so already.")
        return {row.pk: known[bulk.of(row)] for row in self.chosen}


def deeds_of(user: Any, policy: Any, deeds: Mapping[str, Bulk]) -> dict[str, Bulk]:
    """What this person may do with several rows at once."""
    return {name: bulk for name, bulk in deeds.items() if policy.user_has_permission(user, bulk.needs)}
