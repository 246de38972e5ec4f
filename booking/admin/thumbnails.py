"""A small picture in a list: her own, or that of the public page about it, in the size that the worker has made."""

from typing import Any, TypeVar

from django.db.models import IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from wagtail.admin.ui.tables import Column

from salon.cms.models import SalonRendition
from salon.cms.pictures import SMALL

Rows = TypeVar("Rows", bound=QuerySet[Any])


def with_thumbnails(rows: Rows, own: str = "") -> Rows:
    """The same rows with `thumbnail`, the name of a file, or None. `own`: a field of theirs that comes first."""
    relation = rows.model._meta.get_field("pages")
    pages = relation.related_model.objects.filter(**{relation.field.name: OuterRef("pk")}, live=True)
    found = pages.exclude(picture=None).order_by("pk").values("picture")[:1]
    picture: Any = Subquery(found, output_field=IntegerField())
    sizes = SalonRendition.objects.filter(image=OuterRef("picture_key"), filter_spec=SMALL)
    return rows.annotate(picture_key=Coalesce(own, picture, output_field=IntegerField()) if own else picture).annotate(
        thumbnail=Subquery(sizes.values("file")[:1])
    )


class PictureColumn(Column):
    """Ornament: the name stands beside it."""

    cell_template_name = "booking/admin/picture_cell.html"

    def get_value(self, instance: Any) -> str:
        file = SalonRendition._meta.get_field("file")
        return file.storage.url(instance.thumbnail) if instance.thumbnail else ""
