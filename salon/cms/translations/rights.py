"""Who may do what with translations."""

from typing import Any

from django.db.models import Model
from wagtail.models import DraftStateMixin, Page
from wagtail.permissions import page_permission_policy

SUBMIT = "wagtail_localize.submit_translation"
ON_PAGES = ("add", "change", "publish")


def may_see(user: Any) -> bool:
    """The board: whoever works on pages, or translates."""
    return bool(user.has_perm(SUBMIT) or page_permission_policy.user_has_any_permission(user, ON_PAGES))


def may_submit(user: Any) -> bool:
    """Begin and update translations, send them out and take them in."""
    return bool(user.has_perm(SUBMIT))


def editable_pages(user: Any) -> set[int]:
    found = page_permission_policy.instances_user_has_permission_for(user, "change")
    return set(found.values_list("pk", flat=True))


def may_change(user: Any, model: type[Model]) -> bool:
    """Texts of this kind."""
    return bool(user.has_perm(f"{model._meta.app_label}.change_{model._meta.model_name}"))


def may_change_this(user: Any, instance: Model) -> bool:
    if isinstance(instance, Page):
        return bool(instance.permissions_for_user(user).can_edit())
    return may_change(user, type(instance))


def may_publish(user: Any, instance: Model) -> bool:
    if isinstance(instance, Page):
        return bool(instance.permissions_for_user(user).can_publish())
    action = "publish" if isinstance(instance, DraftStateMixin) else "change"
    return bool(user.has_perm(f"{instance._meta.app_label}.{action}_{instance._meta.model_name}"))
