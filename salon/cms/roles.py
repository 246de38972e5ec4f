"""The five roles of a salon. Each is a group; what it may do stands in the migrations that give it."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from django.apps import apps as current_apps
from django.apps.registry import Apps
from wagtail.models import Page


class Role(StrEnum):
    """The groups' names."""

    OWNER = "Owner"
    RECEPTION = "Reception"
    MASTER = "Master"
    EDITOR = "Editor"
    MARKETING = "Marketing"


# On the pages of a language: an editor publishes, marketing prepares drafts that an editor or the owner approves.
PAGE_ACTIONS = {
    Role.EDITOR: ("add", "change", "publish", "bulk_delete", "lock", "unlock"),
    Role.MARKETING: ("add", "change"),
}


def give(apps: Apps, role: str, actions: Mapping[str, Iterable[str]]) -> None:
    """Give a role actions on models: `{"booking.client": ["view", "change"]}`. The role is made if it is missing.

    `apps`: a migration's models or the current ones. Django makes permissions only after the last migration, so what
    is missing is made here, named as Django would name it.
    """
    group, _made = apps.get_model("auth", "Group").objects.get_or_create(name=role)
    for model, names in actions.items():
        group.permissions.add(*(_permission(apps, model, name) for name in names))


def give_pages(apps: Apps, role: str, page_id: int, actions: Iterable[str]) -> None:
    """Give a role actions on a page (its id) and everything below it."""
    group, _made = apps.get_model("auth", "Group").objects.get_or_create(name=role)
    for name in actions:
        apps.get_model("wagtailcore", "GroupPagePermission").objects.get_or_create(
            group=group, page_id=page_id, permission=_permission(apps, "wagtailcore.page", name)
        )


def give_collection(apps: Apps, role: str, actions: Mapping[str, Iterable[str]]) -> None:
    """Give a role actions on everything in the root collection, pictures or documents."""
    group, _made = apps.get_model("auth", "Group").objects.get_or_create(name=role)
    root = apps.get_model("wagtailcore", "Collection").objects.order_by("path").first()
    for model, names in actions.items():
        for name in names:
            apps.get_model("wagtailcore", "GroupCollectionPermission").objects.get_or_create(
                group=group, collection=root, permission=_permission(apps, model, name)
            )


def grant_editor(home: Page) -> None:
    """Open the pages of one language, from its home page down, to editors and marketing. Safe to repeat."""
    for role, actions in PAGE_ACTIONS.items():
        give_pages(current_apps, role, home.pk, actions)


def _permission(apps: Apps, model: str, action: str) -> object:
    app, name = model.split(".")
    content_type, _made = apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label=app, model=name)
    permission, _made = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type, codename=f"{action}_{name}", defaults={"name": f"Can {action} {name}"}
    )
    return permission
