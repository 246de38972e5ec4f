from collections.abc import Iterator

from django.apps import AppConfig, apps
from django.db import models, transaction
from django.db.models.signals import post_delete, post_save
from django.urls import reverse
from wagtail.signals import post_page_move

from salon.cms.registries import closed_to_robots
from search.kept import forget

WORDED = ("booking.Category", "booking.Service", "booking.Master")
OTHERS = ("booking.Skill", "wagtailcore.PageViewRestriction")


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = "Search"

    def ready(self) -> None:
        """A page is published and withdrawn by being saved; only a move is not."""
        for model in _read_by_the_search():
            post_save.connect(_changed, sender=model, dispatch_uid=f"search.saved.{model._meta.label}")
            post_delete.connect(_changed, sender=model, dispatch_uid=f"search.deleted.{model._meta.label}")
        post_page_move.connect(_changed, dispatch_uid="search.moved")
        closed_to_robots.register(_closed_paths)


def _closed_paths() -> Iterator[str]:
    yield reverse("search:results")


def _read_by_the_search() -> Iterator[type[models.Model]]:
    page = apps.get_model("wagtailcore.Page")
    yield from (model for model in apps.get_models() if issubclass(model, page))
    facts = [apps.get_model(label) for label in WORDED]
    yield from (*facts, *(fact._meta.get_field("texts").related_model for fact in facts))
    yield from map(apps.get_model, OTHERS)


def _changed(**_signal: object) -> None:
    transaction.on_commit(forget)
