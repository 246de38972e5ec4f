"""The register of withdrawals: read, and noted as answered. Nothing in it is changed."""

from collections.abc import Iterable
from typing import Any

from django.contrib.admin import SimpleListFilter
from django.contrib.auth.models import AbstractUser
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, re_path
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from wagtail.admin import messages
from wagtail.admin.forms.search import SearchForm
from wagtail.admin.ui.tables import Column, Table
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log
from wagtail_modeladmin.helpers import AdminURLHelper
from wagtail_modeladmin.options import ModelAdmin
from wagtail_modeladmin.views import InspectView, InstanceSpecificView

from legal.actions import note_answered
from legal.models import Withdrawal
from salon.cms.registers import RegisterView, by_time
from salon.outbox.admin import shown
from salon.outbox.admin.register import RegisterPermissions
from salon.outbox.admin.table import ONE_LINE, KindColumn, LinesColumn
from salon.outbox.subjects import UNKNOWN, subjects_of

ALL = gettext_lazy("Withdrawals")
ANSWERED = "answered"
# A state is a sign and a word, never colour alone.
NEW_SIGN, ANSWERED_SIGN = "warning", "success"


def state(row: Withdrawal) -> str:
    return pgettext("withdrawal", "answered") if row.is_answered else pgettext("withdrawal", "new")


def answer(row: Withdrawal) -> str:
    """Who answered, and when; empty while nobody has."""
    if row.answered_at is None:
        return ""
    who = row.answered_by.get_full_name() or row.answered_by.get_username() if row.answered_by else ""
    return ", ".join(part for part in (shown.moment(row.answered_at), who) if part)


class StateFilter(SimpleListFilter):
    title = gettext_lazy("State")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, Any]]:
        return [("new", pgettext("withdrawal", "new")), (ANSWERED, pgettext("withdrawal", "answered"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Withdrawal]) -> QuerySet[Withdrawal]:
        return queryset.filter(answered_at__isnull=self.value() == "new") if self.value() else queryset


class WithdrawalList(RegisterView):
    """The latest first."""

    export_headings = {
        "name": gettext_lazy("Name"),
        "email": gettext_lazy("Email"),
        "reference": gettext_lazy("Reference or date"),
        "received": gettext_lazy("Received"),
        "state": gettext_lazy("State"),
        "answer": pgettext_lazy("withdrawal", "Answered"),
    }

    def to_row_dict(self, item: Withdrawal) -> dict[str, str]:
        return {
            "name": item.name,
            "email": item.email,
            "reference": item.reference,
            "received": shown.sortable(item.received_at),
            "state": state(item),
            "answer": answer(item),
        }

    def get_search_results(self, request: HttpRequest, queryset: QuerySet[Withdrawal], search_term: str) -> Any:
        words = search_term.strip()
        found = Q(name__icontains=words) | Q(email__icontains=words) | Q(reference__icontains=words)
        return queryset.filter(found) if words else queryset

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        columns = [
            KindColumn("name", label=_("Name"), accessor="name", get_url=self._card_of),
            LinesColumn("reference", label=_("Reference or date"), accessor=lambda row: (row.reference, row.email)),
            Column(
                "received", label=_("Received"), accessor=lambda row: shown.moment(row.received_at), classname=ONE_LINE
            ),
            LinesColumn("state", label=_("State"), accessor=lambda row: (state(row), answer(row))),
        ]
        table = Table(columns, list(context["object_list"]), base_url=self.index_url)
        search = SearchForm({"q": self.query}, placeholder=_("Reference or name"))
        return context | {"table": table, "filters": self.menus(), "search_form": search}

    def get_page_title(self) -> str:
        return str(ALL)

    def _card_of(self, row: Withdrawal) -> str:
        return self.url_helper.get_action_url("inspect", row.pk)


class WithdrawalCard(InspectView, WagtailAdminTemplateMixin):
    """The whole declaration, and a button for who may answer."""

    def get_page_title(self) -> str:
        return _("Withdrawal")

    def get_page_subtitle(self) -> str:
        return self.instance.name

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        up = {"url": self.index_url, "label": ALL}
        return [*self.breadcrumbs_items, up, {"url": "", "label": self.get_page_subtitle()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row = self.instance
        may_answer = not row.is_answered and self.permission_helper.user_can_act(self.request.user)
        return super().get_context_data(
            state=state(row),
            sign=ANSWERED_SIGN if row.is_answered else NEW_SIGN,
            subject=subjects_of([row.about], self.request).get(row.about, UNKNOWN),
            facts=[fact for fact in _facts(row) if fact[1]],
            answer_url=self.url_helper.get_action_url(ANSWERED, self.pk_quoted) if may_answer else "",
            **kwargs,
        )


class AnsweredView(InstanceSpecificView):
    """A POST from the card; whoever comes by a link only sees the card."""

    def check_action_permitted(self, user: AbstractUser) -> bool:
        return self.permission_helper.user_can_act(user)

    @cached_property
    def card_url(self) -> str:
        return self.url_helper.get_action_url("inspect", self.pk_quoted)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect(self.card_url)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if note_answered(withdrawal_id=self.instance.pk, by=request.user, now=timezone.now()):
            log(instance=self.instance, action="legal.answered", user=request.user)
            messages.success(request, _("Noted: the withdrawal is answered."))
        else:
            messages.warning(request, _("Somebody has noted this already."))
        return redirect(self.card_url)


class WithdrawalPermissions(RegisterPermissions):
    deed = "answer"


class WithdrawalURLs(AdminURLHelper):
    def get_action_url_name(self, action: str) -> str:
        return f"legal_withdrawal_modeladmin_{action}"


class WithdrawalRegister(ModelAdmin):
    model = Withdrawal
    base_url_path = "withdrawals"
    url_helper_class = WithdrawalURLs
    permission_helper_class = WithdrawalPermissions
    index_view_class = WithdrawalList
    inspect_view_class = WithdrawalCard
    inspect_view_enabled = True
    history_view_enabled = False
    index_template_name = "legal/admin/withdrawals.html"
    inspect_template_name = "legal/admin/withdrawal.html"
    menu_label = ALL
    menu_icon = "clipboard-list"
    menu_order = 65
    list_filter = (StateFilter, *by_time("received_at"))
    list_export = tuple(WithdrawalList.export_headings)
    list_per_page = 50
    export_filename = "withdrawals"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Withdrawal]:
        return super().get_queryset(request).select_related("answered_by")

    def get_admin_urls_for_registration(self) -> tuple[URLPattern, ...]:
        """Only the doors that are named are open."""
        name, base = self.url_helper.get_action_url_name, self.url_helper.base_url_path
        number = r"(?P<instance_pk>\d{1,18})/"
        return (
            re_path(rf"^{base}/$", self.index_view, name=name("index")),
            re_path(rf"^{base}/inspect/{number}$", self.inspect_view, name=name("inspect")),
            re_path(rf"^{base}/{ANSWERED}/{number}$", self.answered_view, name=name(ANSWERED)),
        )

    def answered_view(self, request: HttpRequest, instance_pk: str) -> HttpResponse:
        return AnsweredView.as_view(model_admin=self, instance_pk=instance_pk)(request)


def _facts(row: Withdrawal) -> list[tuple[str, str]]:
    """What is known beside the declaration, as labels and values."""
    return [
        (_("Received"), shown.moment(row.received_at)),
        (_("Name"), row.name),
        (_("Email"), row.email),
        (_("Reference or date"), row.reference),
        (_("Language"), row.language),
        (pgettext("withdrawal", "Answered"), answer(row)),
    ]
