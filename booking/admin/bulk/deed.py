"""What all deeds for several rows share: a page that asks, and a POST that does it row by row and says each refusal."""

from collections.abc import Callable, Collection
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise, classproperty
from django.utils.html import format_html, format_html_join
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.views.bulk_action import BulkAction

from booking.admin.doors import called
from booking.selectors.agenda import Staff
from salon.lib.errors import Refusal

# A page of a list has fifty rows.
MOST = 100
# As many digits as a key has.
DIGITS = 18


class BulkDeed(BulkAction):
    """`room`: the name of the list's viewset; `permission`: what somebody needs; `rows`: what she may see.

    `act` does it for one row, and raises or returns what speaks against it; `said` tells how many were done.
    """

    kind: ClassVar[type[Model]]
    room: ClassVar[str]
    permission: ClassVar[str]
    question: ClassVar[str | Promise]
    hint: ClassVar[str | Promise] = ""
    icon: ClassVar[str] = "list-ul"
    is_serious: ClassVar[bool] = False
    rows: ClassVar[Callable[[Staff], QuerySet[Any]]]
    called: ClassVar[Callable[[Any], str]] = staticmethod(called)
    template_name = "booking/admin/bulk.html"

    @classproperty
    def models(cls) -> list[type[Model]]:
        return [cls.kind]

    @classproperty
    def aria_label(cls) -> str | Promise:
        return cls.question

    @classmethod
    def may(cls, user: Staff) -> bool:
        return bool(user.has_perm(cls.permission))

    @classmethod
    def button(cls) -> dict[str, Any]:
        """For the foot of the list."""
        names = (cls.kind._meta.app_label, cls.kind._meta.model_name, cls.action_type)
        address = reverse("wagtail_bulk_action", args=names)
        return {"label": cls.display_name, "hint": cls.question, "url": address, "is_serious": cls.is_serious}

    def act(self, row: Any, answers: dict[str, Any]) -> str:
        raise NotImplementedError

    def said(self, done: int) -> str:
        raise NotImplementedError

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.may(request.user):
            raise PermissionDenied
        if self.next_url == request.path:
            self.next_url = reverse(f"{self.room}:index")
        return super().dispatch(request, *args, **kwargs)

    def chosen(self) -> list[Any]:
        """What was ticked, as far as its visitor may see it, in the list's order."""
        ticked = (key[:DIGITS] for key in self.request.GET.getlist("id")[:MOST])
        keys = [int(key) for key in ticked if key.isascii() and key.isdecimal()]
        return list(self.rows(self.request.user).filter(pk__in=keys))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Without Wagtail's own reading of the rows, which knows nothing of who may see them."""
        return super(BulkAction, self).get_context_data(
            lines=[self.line(row) for row in self.chosen()],
            next=self.next_url,
            submit_url=self.request.get_full_path(),
            plural=capfirst(self.kind._meta.verbose_name_plural),
            index_url=reverse(f"{self.room}:index"),
            **kwargs,
        )

    def line(self, row: Any) -> str:
        """A row on the page that asks."""
        return self.called(row)

    def form_valid(self, form: forms.Form) -> HttpResponse:
        """Each in a transaction of its own: what one row refuses does not undo the others."""
        refused: list[tuple[str, str]] = []
        rows = self.chosen()
        for row in rows:
            if problem := self._try(row, form.cleaned_data):
                refused.append((self.called(row), problem))
        if len(rows) > len(refused):
            messages.success(self.request, self.said(len(rows) - len(refused)))
        if refused:
            messages.error(self.request, _told(refused))
        return redirect(self.next_url)

    def _try(self, row: Any, answers: dict[str, Any]) -> str:
        try:
            return self.act(row, answers)
        except Refusal as refusal:
            return str(refusal)


def _told(refused: Collection[tuple[str, str]]) -> str:
    lines = format_html_join("", "<li>{}: {}</li>", refused)
    return format_html("{}<ul>{}</ul>", _("This was not possible:"), lines)
