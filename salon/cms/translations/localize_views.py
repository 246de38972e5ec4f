"""Two of wagtail-localize's own views, with what they lack: they keep no language off another's pages, and fail with a
machine that fails.
"""

from collections.abc import Callable
from functools import wraps

from django.forms import Form, HiddenInput
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail_localize.views.edit_translation import machine_translate
from wagtail_localize.views.update_translations import UpdateTranslationsView

from salon.lib.machine_translators import NotTranslated

Answer = Callable[..., HttpResponseBase]


def urls() -> list[URLPattern]:
    """At wagtail-localize's own addresses; they are found before its own, because our app is named before it."""
    return [
        path("localize/translate/<int:translation_id>/machine_translate/", told(machine_translate, _page_before)),
        path("localize/update/<int:translation_source_id>/", told(UpdateView.as_view(), HttpRequest.get_full_path)),
    ]


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
