"""The home page of the demo salon, whose first steps are done."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from booking.models import ServiceText, Visit
from legal.models import LegalKind, LegalPage
from salon.cms.roles import Role
from salon.outbox.models import Message
from tests.cms.test_dashboard import STEPS, home_of
from tests.demo import demo_full
from tests.people import logged_in

__all__ = ["demo_full"]
pytestmark = [pytest.mark.usefixtures("demo_full"), pytest.mark.django_db]


def test_the_demo_salon_has_done_all_and_its_home_page_costs_little() -> None:
    owner = logged_in(Role.OWNER)
    Message.objects.filter(channel="mail").update(state="sent")
    assert Visit.objects.exists()
    home_of(owner)
    with CaptureQueriesContext(connection) as queries:
        page = home_of(owner)
    assert len(queries) <= 80
    for panel in ("desk-week", "desk-today", "desk-gaps"):
        assert f'id="{panel}-heading"' in page, panel


def test_imprint_and_privacy_are_done_when_both_are_public() -> None:
    LegalPage.objects.filter(kind=LegalKind.PRIVACY, locale__language_code="de").update(live=False)
    page = home_of(logged_in(Role.OWNER))
    assert STEPS in page


def test_what_is_not_translated_leads_to_the_board() -> None:
    board = f"{reverse('translation_board')}?language=uk&amp;state=open"
    assert board not in home_of(logged_in(Role.EDITOR)), "all is complete"
    ServiceText.objects.filter(locale__language_code="uk").first().delete()
    page = home_of(logged_in(Role.OWNER))
    assert board in page
    assert board not in home_of(logged_in(Role.RECEPTION))
