"""Where the documents are that the law wants in reach."""

from django.http import HttpRequest

from legal.models import LegalKind, LegalPage
from salon.lib import language


def privacy_url(request: HttpRequest) -> str:
    """The privacy page (Art. 13 GDPR) in the active language; empty while there is none."""
    pages = LegalPage.objects.live().filter(kind=LegalKind.PRIVACY, locale__language_code=language.current())
    page = pages.order_by("path").first()
    return (page.get_url(request) or "") if page else ""
