"""Whether a new salon has published what the law asks for."""

from collections.abc import Iterator

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from legal.audit import REQUIRED
from legal.models import LegalPage
from salon.cms.registries import FirstStep
from salon.cms.top_pages import homes


def legal_steps(request: HttpRequest) -> Iterator[FirstStep]:
    """In the main language; what lacks in the others is a finding of the audit."""
    rows = LegalPage.objects.live().filter(kind__in=REQUIRED, locale__language_code=settings.LANGUAGE_CODE)
    is_done = len(set(rows.values_list("kind", flat=True))) == len(REQUIRED)
    home = next((each for each in homes(settings.LANGUAGE_CODE)), None)
    where = reverse("wagtailadmin_explore", args=[home.pk]) if home else reverse("wagtailadmin_explore_root")
    yield FirstStep(_("Imprint and privacy"), is_done, where)
