"""Where the admin asks before a translation goes public."""

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.models import DraftStateMixin, Page
from wagtail_localize.models import Translation

from salon.cms.translations.publishing import why_not_publish, why_not_publish_all
from salon.cms.translations.rights import may_publish

# Before wagtail-localize's own hooks: it publishes whatever is there.
FIRST = -10


@hooks.register("before_edit_page", order=FIRST)
def before_page(request: HttpRequest, page: Page) -> HttpResponse | None:
    return _publish(request, page)


@hooks.register("before_edit_snippet", order=FIRST)
def before_text(request: HttpRequest, text: Model) -> HttpResponse | None:
    return _publish(request, text)


@hooks.register("before_bulk_action", order=FIRST)
def before_many(request: HttpRequest, action: str, objects: Sequence[Model], view: BulkAction) -> HttpResponse | None:
    """All of them or none."""
    if action == "publish" and (told := why_not_publish_all(_with_below(objects, view))):
        messages.error(request, told)
        return redirect(request.get_full_path())
    return None


@hooks.register("construct_page_action_menu")
def without_mirror(items: list[ActionMenuItem], _request: HttpRequest, _context: object) -> None:
    """The door behind it is closed, see `localize_views.py`."""
    items[:] = [item for item in items if item.name != "localize-convert-to-alias"]


def _publish(request: HttpRequest, instance: Model) -> HttpResponse | None:
    """In wagtail-localize's place, because it says that a second click ignores what is wrong."""
    if request.method != "POST" or not isinstance(instance, DraftStateMixin) or not _is_asked_to_publish(request):
        return None
    if told := why_not_publish(instance):
        messages.error(request, told)
        return redirect(request.path)
    translation = Translation.objects.filter(
        source__object_id=instance.translation_key, target_locale_id=instance.locale_id, enabled=True
    ).first()
    if translation is None:
        return None
    if not may_publish(request.user, instance):
        raise PermissionDenied
    try:
        translation.save_target(user=request.user, publish=True)
    except ValidationError as refusal:
        messages.error(request, _("Not published. {problem}").format(problem=" ".join(refusal.messages)))
    else:
        messages.success(request, _("Published."))
    return redirect(request.path)


def _is_asked_to_publish(request: HttpRequest) -> bool:
    """By wagtail-localize's editor or by Wagtail's own."""
    return request.POST.get("action") == "publish" or "action-publish" in request.POST


def _with_below(objects: Sequence[Model], view: BulkAction) -> list[Model]:
    """What is published: with the drafts below, where that is asked for."""
    found = list(objects)
    if view.cleaned_form.cleaned_data.get("include_descendants"):
        for page in objects:
            found += page.get_descendants().not_live() if isinstance(page, Page) else ()
    return found
