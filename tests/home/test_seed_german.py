"""The fast first part of the demo."""

import itertools
from datetime import timedelta

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, Site

from booking.models import (
    Appointment,
    BookingSettings,
    Category,
    Master,
    Occupancy,
    Service,
    Skill,
    TimeOff,
    Visit,
)
from booking.selectors.availability import today
from booking.selectors.catalog import load_catalog
from booking.selectors.statistics.figures import figures
from booking.selectors.statistics.people import people
from home.demo.finish import finish_demo
from home.demo.guests import guests
from home.demo.logins import LOGINS, PASSWORD
from home.demo.past import PREFIX
from home.models import HomePage
from salon.cms.models import SalonImage, SalonSettings, SalonText
from salon.cms.roles import Role
from salon.lib.periods import Period
from salon.outbox.models import Message, State

pytestmark = [pytest.mark.usefixtures("demo_german"), pytest.mark.django_db]


def counts() -> dict[str, int]:
    """Rows of every table, the log of changes and the tables of sessions aside."""
    return {model._meta.label: model._base_manager.count() for model in apps.get_models()}


def test_the_salon_has_its_facts():
    assert (Category.objects.count(), Service.objects.count(), Master.objects.count()) == (6, 32, 5)
    assert Skill.objects.count() == 53
    assert TimeOff.objects.count() == 7
    assert SalonImage.objects.count() == 53
    assert SalonSettings.load().postcode == "39999"
    assert BookingSettings.load().slot_step == 15


def test_facts_that_the_demo_brings_are_valid():
    for row in [*Service.objects.all(), *Master.objects.all(), *Skill.objects.all(), SalonSettings.load()]:
        row.full_clean()


def test_the_german_tree_is_live_and_wagtails_welcome_page_is_gone():
    german = Page.objects.filter(locale__language_code="de", depth__gte=2)
    assert german.filter(live=True).count() == 1 + 5 + 4 + 6 + 32 + 5
    assert not german.filter(content_type__model="page").exists()
    assert Site.objects.get(is_default_site=True).root_page.specific == HomePage.objects.get(locale__language_code="de")


def test_pictures_keep_their_focal_point_and_stay_readable():
    image = SalonImage.objects.get(title="hero-linden")
    assert (image.width, image.height) == (1920, 1080)
    assert 0.6 < image.focal_point_x / image.width < 0.75
    with image.file.open() as file:
        assert file.read(4) == b"RIFF"


@pytest.mark.parametrize(
    ("code", "heading"),
    [("ru", "Красота без спешки"), ("uk", "Краса без поспіху"), ("en", "Good hands, and time for you")],
)
def test_the_other_home_pages_speak_their_language_before_their_pages_are_there(client: Client, code, heading):
    answer = client.get(f"/{code}/")
    html = answer.content.decode()
    assert answer.status_code == 200
    assert heading in html
    assert "Leistungen" not in html
    assert "Haare" not in html
    assert "Damenhaarschnitt" not in html
    assert client.get(f"/{code}/leistungen/").status_code == 404


def test_the_desk_speaks_four_languages_from_the_start():
    names = [load_catalog(code).services["ladies-cut"].name for code in ("de", "ru", "uk", "en")]
    assert names == ["Damenhaarschnitt", "Женская стрижка", "Жіноча стрижка", "Ladies’ haircut"]
    assert SalonText.objects.get(locale__language_code="uk").town == "Ліндау-ан-дер-Ауе"


def test_every_role_has_a_login_and_nobody_is_a_superuser(client: Client):
    users = get_user_model().objects
    assert {login.group for login in LOGINS} == set(Role)
    for login in LOGINS:
        assert [group.name for group in users.get(username=login.name).groups.all()] == [login.group]
        assert client.login(username=login.name, password=PASSWORD)
    assert not users.filter(is_superuser=True).exists()
    assert users.get(username="master").master.slug == "olga-schreiber"
    assert users.get(username="owner").master.is_owner


def test_editors_may_write_in_every_language(client: Client):
    editor = get_user_model().objects.get(username="editor")
    assert all(home.permissions_for_user(editor).can_publish() for home in HomePage.objects.all())


def test_two_weeks_are_believably_booked():
    first = today(timezone.now())
    ahead = Appointment.objects.exclude(visit__idempotency_key__startswith=PREFIX)
    starts = list(ahead.values_list("start", flat=True))
    days = {today(start) for start in starts}
    assert 60 < len(starts) < 220
    assert all(first <= day < first + timedelta(days=15) for day in days)
    assert all(day.weekday() not in {0, 6} for day in days)
    assert set(ahead.values_list("master__slug", flat=True)) == set(Master.objects.values_list("slug", flat=True))


def test_four_months_are_over_and_give_figures_to_read():
    first = today(timezone.now())
    assert not Appointment.objects.filter(visit__idempotency_key__startswith=PREFIX, end__gt=timezone.now()).exists()
    assert not Visit.objects.filter(idempotency_key__startswith=PREFIX, created_at__gt=timezone.now()).exists()
    for back in (first - timedelta(weeks=4), first - timedelta(weeks=12)):
        month = Period(back - timedelta(weeks=4), back)
        assert figures(month).revenue > 5000
        came = people(month)
        assert min(came.new, came.returning) > 10


def test_nobody_is_booked_while_away_or_twice():
    for away in TimeOff.objects.all():
        taken = Occupancy.objects.filter(master=away.master, start__lt=away.end, end__gt=away.start)
        assert not taken.exists()
    rows = list(Occupancy.objects.order_by("master", "start").values_list("master", "start", "end"))
    for (master, _, end), (other, start, _) in itertools.pairwise(rows):
        assert master != other or end <= start


def test_invented_guests_get_no_confirmation_and_have_numbers_that_ring_nowhere():
    assert not Message.objects.filter(kind="visit_confirmed", state=State.QUEUED).exists()
    numbers = [int(contact.phone.removeprefix("+493023125")) for contact, _ in guests()]
    assert all(200 <= number <= 999 for number in numbers)
    assert len(set(numbers)) == len(numbers)


def test_seeding_twice_changes_nothing():
    before = counts()
    call_command("seed_demo", german=True, verbosity=0)
    assert counts() == before


def test_what_people_changed_stays_changed():
    Service.objects.filter(slug="balayage").update(price=199)
    call_command("seed_demo", german=True, verbosity=0)
    assert Service.objects.get(slug="balayage").price == 199


def test_a_database_with_real_visits_is_left_alone():
    Visit.objects.create(
        reference="OLENA1", contact_name="Olena", contact_phone="+493023125999", language="uk", source="website"
    )
    with pytest.raises(CommandError, match="1 real visit"):
        call_command("seed_demo", german=True)
    call_command("seed_demo", german=True, anyway=True, verbosity=0)


def test_the_second_part_stops_when_its_time_is_over_and_goes_on_where_it_was(client: Client):
    assert finish_demo(seconds=0) is False
    assert client.get("/ru/uslugi/").status_code == 200
    assert client.get("/ru/tseny/").status_code == 404
    assert finish_demo(seconds=0) is False
    assert client.get("/ru/tseny/").status_code == 200
    assert Page.objects.filter(locale__language_code="ru", slug="uslugi").count() == 1
