"""Who may do what with translations."""

from django.contrib.auth.models import AbstractUser, AnonymousUser
from django.db.models import Model
from wagtail.models import DraftStateMixin, Page
from wagtail.permissions import page_permission_policy

# The admin lets in nobody who is not logged in, but Django's types don't know that.
User = AbstractUser | AnonymousUser
SUBMIT = "wagtail_localize.submit_translation"
ON_PAGES = ("add", "change", "publish")


def may_see(user: User) -> bool:
    """The board: whoever works on pages, or translates."""
    return bool(user.has_perm(SUBMIT) or page_permission_policy.user_has_any_permission(user, ON_PAGES))


def may_submit(user: User) -> bool:
    """Begin and update translations, send them out and take them in."""
    return bool(user.has_perm(SUBMIT))


def editable_pages(user: User) -> set[int]:
    """Their ids."""
    found = page_permission_policy.instances_user_has_permission_for(user, "change")
    return set(found.values_list("pk", flat=True))


def may_change(user: User, model: type[Model]) -> bool:
    """Texts of this kind."""
    return bool(user.has_perm(f"{model._meta.app_label}.change_{model._meta.model_name}"))


def may_change_this(user: User, instance: Model) -> bool:
    if isinstance(instance, Page):
        return bool(instance.permissions_for_user(user).can_edit())
    return may_change(user, type(instance))


def may_publish(user: User, instance: Model) -> bool:
    if isinstance(instance, Page):
        return bool(instance.permissions_for_user(user).can_publish())
    action = "publish" if isinstance(instance, DraftStateMixin) else "change"
    return bool(user.has_perm(f"{instance._meta.app_label}.{action}_{instance._meta.model_name}"))
