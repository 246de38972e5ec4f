"""What all our rooms share: only the doors that are named are open, and each shows only what its visitor may see."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar

from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.db.models import Model, Q, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import URLPattern
from django.utils.functional import Promise, cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from booking.selectors.agenda import Staff
from salon.lib import spreadsheets

LIST = ("index", "index_results")
# Wagtail's name of a door and the action that opens it.
ACTIONS = {"add": "add", "edit": "change", "delete": "delete"}
# A heading, and what a file says below it.
Cell = tuple[Any, Callable[[Any], Any]]
NAME = {"name": "name", "label": _("Name"), "sort_key": "name"}


class DoorPolicy(ModelPermissionPolicy):
    """Nobody, not even a superuser, may do what has no door."""

    def __init__(self, model: type[Model], closed: frozenset[str]) -> None:
        super().__init__(model)
        self.closed = closed

    def user_has_permission(self, user: Staff, action: str) -> bool:
        return action not in self.closed and super().user_has_permission(user, action)


def called(row: Any) -> str:
    """What people call it: its name where it has one; a fact itself knows only its short name."""
    return getattr(row, "name", "") or str(row)


class Called:
    """A view that names what it is about by `called`."""

    called: Callable[[Any], str] = staticmethod(called)

    def get_success_message(self, *_created: Model) -> str:
        name, kind = self.called(self.object), self.model._meta.verbose_name
        return capfirst(self.success_message % {"object": name, "model_name": kind})


class OwnRows(Called):
    """A view of what `rows` gives its visitor: whoever types another address meets a 404."""

    rows: Callable[[Staff], QuerySet[Any]] | None = None

    def get_base_queryset(self) -> QuerySet[Any]:
        return self.rows(self.request.user)

    def get_object(self, queryset: QuerySet[Any] | None = None) -> Model:
        if not self.user_has_any_permission(["view", "change"]):
            raise PermissionDenied
        return get_object_or_404(self.get_base_queryset(), pk=self.kwargs["pk"])

    def get_page_subtitle(self) -> str:
        return self.called(self.object)


class DeskIndex(OwnRows, generic.IndexView):
    """A list whose first column (`title`: what a TitleColumn takes) leads to the form, or for onlookers to the card."""

    title: Mapping[str, Any] = NAME
    search: Callable[[str], Q] | None = None
    sheet: Mapping[str, Cell] = {}
    before_title: Sequence[Column] = ()
    custom_value_preprocess = {**generic.IndexView.custom_value_preprocess, str: spreadsheets.TEXT}

    @cached_property
    def columns(self) -> list[Column]:
        title = TitleColumn(**self.title, get_url=self.get_title_url)
        return [*self.before_title, title, *self.list_display]

    @cached_property
    def is_searchable(self) -> bool:
        return self.search is not None

    def to_row_dict(self, item: Model) -> Mapping[str, Any]:
        said = {name: read(item) for name, (_label, read) in self.sheet.items()}
        return {name: str(value) if isinstance(value, Promise) else value for name, value in said.items()}

    def get_page_subtitle(self) -> str:
        return ""

    def get_title_url(self, row: Model) -> str | None:
        return self.get_edit_url(row) or self.get_inspect_url(row)

    def search_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(self.search(self.search_query)) if self.is_searching else queryset


class DeskInspect(OwnRows, generic.InspectView):
    """A card to look at."""


class DeskAdd(Called, generic.CreateView):
    """A form for something new."""


class DeskEdit(OwnRows, generic.EditView):
    """A form of what its visitor may see."""


class DeskDelete(OwnRows, generic.DeleteView):
    """For what may go without a trace: absences, hours, closed days."""


class DeskViewSet(ModelViewSet):
    """A room with the doors of `doors` (Wagtail's view names) and no other: nothing is copied or deleted by default."""

    doors: ClassVar[tuple[str, ...]] = (*LIST, "add", "edit", "inspect")
    # Actions that have a view of their own although there is no form for them.
    own_actions: ClassVar[tuple[str, ...]] = ()
    title: ClassVar[Mapping[str, Any]] = NAME
    search: Callable[[str], Q] | None = None
    before_title: ClassVar[Sequence[Column]] = ()
    # What stands in a file of the list: by name the heading, and what is read of a row.
    sheet: ClassVar[Mapping[str, Cell]] = {}
    called: Callable[[Any], str] = staticmethod(called)
    index_view_class = DeskIndex
    index_template_name = "booking/admin/list.html"
    index_results_template_name = "booking/admin/list_results.html"
    add_view_class = DeskAdd
    edit_view_class = DeskEdit
    delete_view_class = DeskDelete
    inspect_view_class = DeskInspect
    add_to_reference_index = False
    copy_view_enabled = False
    list_per_page = 50
    # A room without forms needs none; Wagtail asks before it knows which doors are closed.
    form_fields: ClassVar[tuple[str, ...]] = ()

    def rows(self, user: Staff) -> QuerySet[Any]:
        """What this person may see."""
        return self.model._default_manager.all()

    @property
    def inspect_view_enabled(self) -> bool:
        return "inspect" in self.doors

    @property
    def permission_policy(self) -> DoorPolicy:
        closed = {action for door, action in ACTIONS.items() if door not in self.doors}
        return DoorPolicy(self.model, frozenset(closed - set(self.own_actions)))

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        closed = {"history", "usage", *ACTIONS} - set(self.doors)
        own = {f"{door}_url_name": None for door in closed} | {"rows": self.rows, "called": self.called}
        return super().get_common_view_kwargs(**own, **kwargs)

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        own = {"title": self.title, "search": self.search, "export_filename": self.name}
        own["before_title"] = self.before_title
        if self.sheet:
            headings = {name: label for name, (label, _read) in self.sheet.items()}
            own |= {"sheet": self.sheet, "list_export": tuple(headings), "export_headings": headings}
        return super().get_index_view_kwargs(**own, **kwargs)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [pattern for pattern in super().get_urlpatterns() if pattern.name in self.doors]

    def get_permissions_to_register(self) -> QuerySet[Permission]:
        """What a group can be given in the admin: nothing that would open no door."""
        closed = [f"{action}_{self.model_name}" for action in self.permission_policy.closed]
        return super().get_permissions_to_register().exclude(codename__in=closed)
