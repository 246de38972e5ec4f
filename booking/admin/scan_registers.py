"""The registers of scans and leads: read, narrowed down and downloaded; nobody changes anything."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.admin import SimpleListFilter
from django.contrib.auth.models import Permission
from django.db.models import Model, Q, QuerySet
from django.urls import URLPattern, re_path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms.search import SearchForm
from wagtail.admin.ui.tables import Column, Table
from wagtail_modeladmin.helpers import AdminURLHelper
from wagtail_modeladmin.options import ModelAdmin

from booking.admin import shown
from booking.models import Lead, MasterText, Scan
from salon.cms.registers import RegisterView, by_time
from salon.lib.language import word
from salon.outbox.admin.register import RegisterPermissions
from salon.outbox.admin.shown import sortable

Cell = Callable[[Any], str]


class LookPermissions(RegisterPermissions):
    """There is nothing to do in it but to look."""

    def get_all_model_permissions(self) -> QuerySet[Permission]:
        return super().get_all_model_permissions().filter(codename=self.get_perm_codename("view"))


class LookURLs(AdminURLHelper):
    def get_action_url_name(self, action: str) -> str:
        return f"booking_{self.opts.model_name}_modeladmin_{action}"


class LookList(RegisterView):
    """A register's list. `cells`: what is read in each column; `sheet`: the same where a file says it otherwise."""

    title: Any = ""
    hint: Any = ""
    found: ClassVar[Sequence[str]] = ()
    cells: ClassVar[Mapping[str, tuple[Any, Cell]]] = {}
    sheet: ClassVar[Mapping[str, Cell]] = {}

    @property
    def export_headings(self) -> dict[str, Any]:
        return {name: label for name, (label, _cell) in self.cells.items()}

    def get_search_results(self, request: Any, queryset: QuerySet[Model], search_term: str) -> Any:
        words, condition = search_term.strip(), Q(pk__in=[])
        for field in self.found:
            condition |= Q(**{f"{field}__icontains": words})
        return queryset.filter(condition) if words else queryset

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        table = Table(self.columns(), list(context["object_list"]), base_url=self.index_url)
        search = SearchForm({"q": self.query}, placeholder=self.hint)
        return context | {"table": table, "filters": self.menus(), "search_form": search}

    def columns(self) -> list[Column]:
        return [Column(name, label=label, accessor=cell) for name, (label, cell) in self.cells.items()]

    def get_page_title(self) -> str:
        return str(self.title)

    def to_row_dict(self, item: Model) -> Mapping[str, Any]:
        return {name: self.sheet.get(name, cell)(item) for name, (_label, cell) in self.cells.items()}


class ScanList(LookList):
    title, hint = gettext_lazy("Scans"), gettext_lazy("Reference")
    found = ("visit__reference",)
    cells: ClassVar = {
        "at": (gettext_lazy("When"), lambda row: shown.moment(row.at)),
        "result": (gettext_lazy("Answer"), lambda row: row.get_result_display()),
        "way": (gettext_lazy("How"), lambda row: row.get_way_display()),
        "visit": (gettext_lazy("Visit"), lambda row: row.visit.reference if row.visit else ""),
        "master": (gettext_lazy("Master"), lambda row: row.master_name),
        "telegram": (gettext_lazy("In Telegram"), lambda row: _("yes") if row.telegram_id else _("no")),
    }
    sheet: ClassVar = {"at": lambda row: sortable(row.at)}


class LeadList(LookList):
    title, hint = gettext_lazy("Leads"), gettext_lazy("Name")
    found = ("name",)
    cells: ClassVar = {
        "name": (gettext_lazy("Name"), lambda row: row.name or "–"),
        "language": (gettext_lazy("Language"), shown.spoken),
        "origin": (gettext_lazy("Origin"), lambda row: row.get_origin_display()),
        "first": (gettext_lazy("First seen"), lambda row: shown.moment(row.first_at)),
        "last": (gettext_lazy("Last seen"), lambda row: shown.moment(row.last_at)),
        "client": (gettext_lazy("Client"), lambda row: str(row.client) if row.client else ""),
        "since": (
            gettext_lazy("Client since"),
            lambda row: shown.moment(row.converted_at) if row.converted_at else "",
        ),
    }
    sheet: ClassVar = {
        "first": lambda row: sortable(row.first_at),
        "last": lambda row: sortable(row.last_at),
        "since": lambda row: sortable(row.converted_at),
    }


class LanguageFilter(SimpleListFilter):
    title, parameter_name = gettext_lazy("Language"), "language"

    def lookups(self, request: Any, model_admin: Any) -> Sequence[tuple[str, str]]:
        return settings.LANGUAGES

    def queryset(self, request: Any, queryset: QuerySet[Lead]) -> QuerySet[Lead]:
        return queryset.filter(language=self.value()) if self.value() else queryset


class LookRegister(ModelAdmin):
    """A list and its file; no other door is open."""

    url_helper_class = LookURLs
    permission_helper_class = LookPermissions
    index_template_name = "booking/admin/register.html"
    history_view_enabled = False
    inspect_view_enabled = False
    # They stand below "Reports".
    add_to_admin_menu = False
    list_per_page = 50

    def get_admin_urls_for_registration(self) -> tuple[URLPattern, ...]:
        name = self.url_helper.get_action_url_name("index")
        return (re_path(rf"^{self.url_helper.base_url_path}/$", self.index_view, name=name),)


class ScanRegister(LookRegister):
    model = Scan
    base_url_path = "reports/scan-register"
    index_view_class = ScanList
    menu_label, menu_icon = gettext_lazy("Scans"), "list-ul"
    list_filter = (*by_time("at"), "result", "way")
    list_export = tuple(ScanList.cells)
    ordering = ("-at", "-pk")
    export_filename = "scans"

    def get_queryset(self, request: Any) -> QuerySet[Scan]:
        name = word(MasterText, "master", "name", fallback="master__slug", of="master_id")
        return super().get_queryset(request).select_related("visit").annotate(master_name=name)


class LeadRegister(LookRegister):
    model = Lead
    base_url_path = "reports/leads"
    index_view_class = LeadList
    menu_label, menu_icon = gettext_lazy("Leads"), "user"
    list_filter = (*by_time("last_at"), "origin", LanguageFilter, "converted_at")
    list_export = tuple(LeadList.cells)
    ordering = ("-last_at", "-pk")
    export_filename = "leads"

    def get_queryset(self, request: Any) -> QuerySet[Lead]:
        return super().get_queryset(request).select_related("client")
