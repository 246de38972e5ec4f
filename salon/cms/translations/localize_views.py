"""Some of wagtail-localize's own views, with what they lack: they keep no language off another's pages, and fail with
a machine that fails.
"""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import ObjectDoesNotExist
from django.forms import Form, HiddenInput
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.models import Page
from wagtail_localize.models import Translation
from wagtail_localize.views.edit_translation import machine_translate
from wagtail_localize.views.update_translations import UpdateTranslationsView

from salon.cms.editors import editor_url
from salon.lib.machine_translators import NotTranslated

Answer = Callable[..., HttpResponseBase]


def urls() -> list[URLPattern]:
    """At wagtail-localize's own addresses; they are found before its own, because our app is named before it."""
    return [
        path("localize/translate/<int:translation_id>/machine_translate/", told(machine_translate, _page_before)),
        path("localize/update/<int:translation_source_id>/", told(UpdateView.as_view(), HttpRequest.get_full_path)),
        path("localize/page/<int:page_id>/convert_to_alias/", never_a_mirror),
        path("localize/translate/<int:translation_id>/disable/", never_stopped),
    ]


def never_a_mirror(request: HttpRequest, page_id: int) -> HttpResponse:
    """It would show its source's words, at once and live, whoever pressed it."""
    page = get_object_or_404(Page, pk=page_id)
    messages.error(request, _("Not made an alias: guests would read another language on this page."))
    return redirect(editor_url(Page, page.pk))


def never_stopped(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Nothing would be known any more of what is not translated."""
    try:
        target = get_object_or_404(Translation, pk=translation_id).get_target_instance()
    except ObjectDoesNotExist as gone:
        raise Http404 from gone
    messages.error(request, _("Not stopped: a translation that is stopped could go public untranslated."))
    return redirect(editor_url(type(target), target.pk))


class UpdateView(UpdateTranslationsView):
    """Without "publish immediately", which fills in the default language's words; the board's update publishes where
    nothing is to translate.
    """

    def get_form(self) -> Form:
        form = super().get_form()
        publish = form.fields["publish_translations"]
        # Whatever is sent for it then, it is what it is at first: no.
        publish.disabled, publish.widget = True, HiddenInput()
        return form


def told(view: Answer, back: Callable[[HttpRequest], str]) -> Answer:
    """The view, and a machine's refusal as a message at the address that `back` gives."""

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except NotTranslated as refusal:
            messages.error(request, str(refusal))
            return redirect(back(request))

    return answer


def _page_before(request: HttpRequest) -> str:
    return str(get_valid_next_url_from_request(request) or reverse("wagtailadmin_home"))
