"""The list of the register, and its spreadsheet."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms.search import SearchForm
from wagtail.admin.widgets import Button, HeaderButton
from wagtail_modeladmin.views import IndexView

from salon.cms.registers import RegisterView
from salon.outbox.admin import shown
from salon.outbox.admin.by_hand import RESEND_DEAD
from salon.outbox.admin.table import SORTABLE, RegisterTable, columns, kind
from salon.outbox.models import Message, State
from salon.outbox.subjects import UNKNOWN, found_by, subjects_of

HEADINGS = {
    "kind": gettext_lazy("Kind"),
    "about": gettext_lazy("About"),
    "state": gettext_lazy("State"),
    "recipient": gettext_lazy("To whom"),
    "due": gettext_lazy("Due"),
    "next_try": gettext_lazy("Next try"),
    "attempts": gettext_lazy("Attempts"),
    "sent": gettext_lazy("Sent"),
    "channel": gettext_lazy("Channel"),
    "sent_to": gettext_lazy("Sent to"),
    "problem": gettext_lazy("Problem"),
}
AT_A_TIME = 500


def told(rows: Sequence[Message], request: HttpRequest) -> Sequence[Message]:
    """With what each is about (`subject`) and who reads it (`reader`), in words: one query for each sort of them."""
    subjects = subjects_of([*(row.about for row in rows), *(row.recipient for row in rows)], request)
    for row in rows:
        row.subject = subjects.get(row.about, UNKNOWN)
        row.reader = shown.recipient(row.recipient, subjects)
    return rows


class RegisterList(RegisterView):
    """The latest due first."""

    IGNORED_PARAMS = (*IndexView.IGNORED_PARAMS, "ordering")
    export_headings = HEADINGS

    def get_search_results(self, request: HttpRequest, queryset: QuerySet[Message], search_term: str) -> Any:
        """By where it went, and by what it is about as other apps find it."""
        words = search_term.strip()
        if not words:
            return queryset
        return queryset.filter(Q(sent_to__icontains=words) | Q(about__in=found_by(words, request)))

    def get_ordering(self, request: HttpRequest, queryset: QuerySet[Message]) -> list[str]:
        return [self.ordering, "-pk"] if self.ordering else super().get_ordering(request, queryset)

    @property
    def ordering(self) -> str:
        """By which column, as its heading asks for it; empty for none."""
        wanted = self.request.GET.get("ordering", "")
        return wanted if wanted.removeprefix("-") in SORTABLE else ""

    @cached_property
    def may_act(self) -> bool:
        return self.permission_helper.user_can_act(self.request.user)

    def door_of(self, name: str, row: Message) -> str:
        return self.url_helper.get_action_url(name, row.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        table = RegisterTable(
            columns(self.door_of, may_act=self.may_act),
            told(list(context["object_list"]), self.request),
            base_url=self.index_url,
            ordering=self.ordering,
            attrs_of=lambda row: self.model_admin.get_extra_attrs_for_row(row, context),
        )
        search = SearchForm({"q": self.query}, placeholder=_("Reference or name"))
        return context | {"table": table, "filters": self.menus(), "search_form": search}

    @property
    def header_buttons(self) -> list[Button]:
        if not self.may_act or not Message.objects.filter(state=State.DEAD).exists():
            return []
        url = self.url_helper.get_action_url(RESEND_DEAD)
        return [HeaderButton(_("Send all given-up messages again"), url=url, icon_name="resubmit")]

    def get_page_title(self) -> str:
        return str(shown.ALL)

    def as_spreadsheet(self, queryset: QuerySet[Message], spreadsheet_format: str) -> HttpResponseBase:
        return super().as_spreadsheet(self._in_words(queryset.iterator(AT_A_TIME)), spreadsheet_format)

    def to_row_dict(self, item: Message) -> Mapping[str, Any]:
        return {
            "kind": kind(item),
            "about": item.subject.label,
            "state": str(item.get_state_display()),
            "recipient": item.reader,
            "due": shown.sortable(item.due_at),
            "next_try": shown.sortable(item.try_at) if item.state == State.QUEUED else "",
            "attempts": item.attempts,
            "sent": shown.sortable(item.sent_at),
            "channel": shown.channel(item.channel),
            "sent_to": item.sent_to,
            "problem": item.outcome,
        }

    def _in_words(self, rows: Iterator[Message]) -> Iterator[Message]:
        while page := list(islice(rows, AT_A_TIME)):
            yield from told(page, self.request)
