"""Services and categories: one form for facts and words, switched off instead of deleted."""

import pytest
from django.test import Client as Browser
from django.urls import reverse
from wagtail.models import Locale

from booking.models import Category, Service, ServiceText
from booking.selectors.catalog import load_catalog
from tests.booking.admin.forms import refused, shown, submit
from tests.booking.conftest import Booker, local

NEW = reverse("services:add")


def edit(service: Service) -> str:
    return reverse("services:edit", args=[service.pk])


def new_service(hair: Category, **typed: str) -> dict[str, str]:
    return {"name": "Föhnen", "summary": "Waschen und föhnen", "category": str(hair.pk), "minutes": "30"} | {
        "price": "25.00",
        "price_kind": "fixed",
        "is_active": "on",
        **typed,
    }


def test_one_form_makes_a_service_with_its_german_name(owner: Browser, hair: Category) -> None:
    assert refused(submit(owner, NEW, new_service(hair))) == []
    text = ServiceText.objects.get(name="Föhnen", live=True)
    assert (text.locale.language_code, text.live, text.service.slug) == ("de", True, "fohnen")
    assert load_catalog("de").services["fohnen"].summary == "Waschen und föhnen"


def test_the_form_shows_the_words_and_changes_them_in_place(owner: Browser, haircut: Service) -> None:
    assert refused(submit(owner, edit(haircut), {"name": "Damenschnitt"})) == []
    assert ServiceText.objects.get(service=haircut, live=True).name == "Damenschnitt"
    assert Service.objects.get().slug == "haircut"


def test_saving_without_a_new_word_publishes_nothing(owner: Browser, haircut: Service) -> None:
    submit(owner, edit(haircut), {"minutes": "65"})
    assert ServiceText.objects.get(service=haircut, live=True).revisions.count() == 0


def test_a_translation_is_left_alone(owner: Browser, haircut: Service) -> None:
    english = Locale.objects.get_or_create(language_code="en")[0]
    german = ServiceText.objects.get(service=haircut)
    ServiceText.objects.create(service=haircut, locale=english, translation_key=german.translation_key, name="Haircut")
    submit(owner, edit(haircut), {"name": "Damenschnitt"})
    assert ServiceText.objects.get(service=haircut, locale=english).name == "Haircut"


def test_booked_visits_keep_minutes_and_price(owner: Browser, book: Booker, haircut: Service) -> None:
    visit = book("haircut", local(9, 10), master="anna")
    answer = owner.post(edit(haircut), {**shown(owner, edit(haircut)), "minutes": "90", "price": "60.00"}, follow=True)
    appointment = visit.appointments.get()
    assert (appointment.minutes, str(appointment.price)) == (60, "45.00")
    assert len(list(answer.context["messages"])) == 1


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"minutes": "33"}, "minutes"),
        ({"minutes": "0"}, "minutes"),
        ({"price": "-1"}, "price"),
        ({"processing_after": "10"}, "processing_lasts"),
        ({"processing_lasts": "10"}, "processing_after"),
        ({"processing_after": "10", "processing_lasts": "20"}, "__all__"),
        ({"price_max": "10.00"}, "__all__"),
        ({"slug": "haircut"}, "slug"),
        ({"name": "Стрижка"}, "slug"),
        ({"name": ""}, "name"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    owner: Browser, haircut: Service, typed: dict[str, str], field: str
) -> None:
    assert refused(submit(owner, NEW, new_service(haircut.category, **typed))) == [field]


def test_a_service_is_switched_off_and_stays_in_the_list(owner: Browser, haircut: Service) -> None:
    typed = shown(owner, edit(haircut))
    del typed["is_active"]
    assert refused(owner.post(edit(haircut), typed)) == []
    assert "haircut" not in load_catalog("de").services
    assert "Haarschnitt" in owner.get(reverse("services:index")).content.decode()


def test_choices_are_offered_by_name(owner: Browser, haircut: Service) -> None:
    page = owner.get(edit(haircut)).content.decode()
    assert ">Haare</option>" in page


def test_a_category_has_its_words_in_its_form(owner: Browser, hair: Category) -> None:
    url = reverse("categories:edit", args=[hair.pk])
    assert refused(submit(owner, url, {"name": "Haar", "earliest_start": "10:00"})) == []
    hair.refresh_from_db()
    assert (hair.texts.get(live=True).name, hair.earliest_start.hour) == ("Haar", 10)
