"""wagtail-localize's own ways in for sentences, with a look at what comes before it is read."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail_localize.views.edit_translation import edit_string_translation, upload_pofile

from salon.cms.translations.errors import FileTooBig, NothingKnown, NotImported
from salon.cms.translations.po import BYTES, read_po
from salon.cms.translations.sentence_check import foreign_problem, holds_foreign

# In the head of wagtail-localize's files: of which page and language they are.
MARK = b"X-WagtailLocalize-TranslationID"


def urls() -> list[URLPattern]:
    """At wagtail-localize's own addresses, as in `localize_views`."""
    return [
        path("localize/translate/<int:translation_id>/strings/<int:string_segment_id>/edit/", SentenceView.as_view()),
        path("localize/translate/<int:translation_id>/pofile/upload/", page_file),
    ]


class SentenceView(edit_string_translation.cls):
    """What a translator types. Mistakes are kept, with a sentence beside them (`hold_back`): the editor's script has no
    words for whatever is refused. What nobody types by mistake is refused.
    """

    def put(self, request: Request, **ids: int) -> Response:
        said = request.POST.get("value")
        if said is None or holds_foreign(said):
            told = _("Nothing was sent.") if said is None else capfirst(foreign_problem())
            return Response({"value": [told]}, status=status.HTTP_400_BAD_REQUEST)
        answer: Response = super().put(request, **ids)
        return answer


@require_POST
def page_file(request: HttpRequest, translation_id: int) -> HttpResponse:
    """A PO file of one page, as wagtail-localize writes it; what is wrong with a sentence stands beside it then."""
    try:
        _look_at(content_of(request))
    except NotImported as refusal:
        messages.error(request, str(refusal))
        return redirect(get_valid_next_url_from_request(request) or reverse("wagtailadmin_home"))
    answer: HttpResponse = upload_pofile(request, translation_id)
    return answer


def content_of(request: HttpRequest) -> bytes:
    """Of the PO file that is sent. Raises FileTooBig, where there is none too."""
    sent = request.FILES.get("file")
    if sent is None or (sent.size or 0) > BYTES:
        raise FileTooBig(n=BYTES // 1_000_000)
    content = bytes(sent.read())
    # Whoever comes next reads it too.
    sent.seek(0)
    return content


def _look_at(content: bytes) -> None:
    """Raises NotImported for a file that wagtail-localize would fail with, or be busy with for minutes."""
    read_po(content)
    if MARK not in content:
        raise NothingKnown
