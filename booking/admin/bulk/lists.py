"""Lists whose rows can be ticked."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from wagtail.admin.ui.tables import Column

from booking.admin.bulk.deed import Bulk, BulkView, ChosenColumn, deeds_of
from booking.admin.doors import DeskIndex, DeskViewSet


class TickedIndex(DeskIndex):
    """Boxes and buttons for who may do something with several rows."""

    deeds: Mapping[str, Bulk] = {}
    bulk_url_name = ""

    @cached_property
    def allowed(self) -> Mapping[str, Bulk]:
        return deeds_of(self.request.user, self.permission_policy, self.deeds)

    @cached_property
    def columns(self) -> list[Column]:
        boxes = [ChosenColumn("chosen", label="", called=self.called)] if self.allowed else []
        return [*boxes, *super().columns]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        bulk_url = reverse(self.bulk_url_name)
        return super().get_context_data(bulk_choices=list(self.allowed.items()), bulk_url=bulk_url, **kwargs)


class TickedViewSet(DeskViewSet):
    """A room whose list has boxes; "bulk" is one of its doors. `ticked`: a row on the page that asks."""

    deeds: ClassVar[Mapping[str, Bulk]] = {}
    ticked: ClassVar[Callable[[Any], str] | None] = None
    index_view_class = TickedIndex

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        own = {"deeds": self.deeds, "bulk_url_name": self.get_url_name("bulk")}
        return super().get_index_view_kwargs(**own, **kwargs)

    def get_urlpatterns(self) -> list[URLPattern]:
        own = {"model": self.model, "deeds": self.deeds, "ticked": self.ticked}
        bulk = self.construct_view(BulkView, **self.get_common_view_kwargs(**own))
        return [*super().get_urlpatterns(), path("bulk/", bulk, name="bulk")]
