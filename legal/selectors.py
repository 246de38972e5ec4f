"""Where the documents are that the law wants in reach, and what was declared to us."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from legal.models import LegalKind, LegalPage, LegalSettings, Withdrawal
from salon.cms.link import Link
from salon.cms.top_pages import public
from salon.lib import language
from salon.lib.dates import local


@dataclass(frozen=True, slots=True)
class Declared:
    """A withdrawal as it came in; `received_at` is aware, in the salon's zone."""

    received_at: datetime
    name: str
    email: str
    reference: str
    message: str
    declaration: str


def legal_url(kind: str, code: str | None = None, request: HttpRequest | None = None) -> str:
    """The document of a kind ("terms") in a language, by default the active one; empty while there is none."""
    pages = public(LegalPage.objects.live().filter(kind=kind, locale__language_code=code or language.current()))
    page = pages.order_by("path").first()
    return (page.get_url(request) or "") if page else ""


def privacy_url(request: HttpRequest) -> str:
    """The privacy page (Art. 13 GDPR) in the active language; empty while there is none."""
    return legal_url(LegalKind.PRIVACY, request=request)


def has_withdrawal() -> bool:
    """Whether clients withdraw from contracts on the site (§ 356a BGB)."""
    return LegalSettings.load().has_withdrawal


def withdrawal_links(code: str) -> list[Link]:
    """For the foot of every page: the law wants it within reach at all times."""
    if not has_withdrawal():
        return []
    with translation.override(code):
        return [Link(_("Withdraw from contract"), reverse("legal:withdrawal"))]


def declared(withdrawal_id: int) -> Declared | None:
    return next(map(_declared, Withdrawal.objects.filter(pk=withdrawal_id)), None)


def declared_by(email: str) -> Sequence[Declared]:
    """What came in under an email address (lower-cased), the latest first."""
    return [_declared(row) for row in Withdrawal.objects.filter(email=email)]


def _declared(row: Withdrawal) -> Declared:
    return Declared(local(row.received_at), row.name, row.email, row.reference, row.message, row.declaration)
