"""The contact page in four languages, its map, its closed days, and its messages in the admin."""

import re
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale
from wagtail.test.utils.form_data import querydict_from_html
from wagtail_localize.models import StringSegment, StringTranslation, TranslationSource

from home.demo.logins import PASSWORD
from home.models import ContactField, ContactPage, ContactSubmission
from salon.cms.models import SalonSettings
from salon.cms.place import salon_place
from salon.cms.salon_calendar import closures
from tests.home.writing import clock, send, words

__all__ = ["clock"]
pytestmark = [pytest.mark.usefixtures("demo_full"), pytest.mark.django_db]
PAGES = {"de": "/de/kontakt/", "ru": "/ru/kontakty/", "uk": "/uk/kontakty/", "en": "/en/contact/"}
TOPICS = {"ru": "Вопрос о записи", "en": "Question about an appointment"}
TILES = "https://tile.openstreetmap.org"


def page_in(code: str) -> ContactPage:
    return ContactPage.objects.get(locale__language_code=code)


def who(name: str) -> Client:
    client = Client()
    assert client.login(username=name, password=PASSWORD)
    return client


def messages_of(client: Client, code: str = "de", query: str = ""):
    return client.get(reverse("wagtailforms:list_submissions", args=[page_in(code).pk]) + query)


# -- languages ----------------------------------------------------------------------------------------------------


def test_the_fields_have_the_same_names_and_other_words_in_every_language() -> None:
    shapes = {
        code: [(field.clean_name, field.role, field.field_type, field.required) for field in page.get_form_fields()]
        for code in PAGES
        for page in [page_in(code)]
    }
    assert len(set(map(tuple, shapes.values()))) == 1
    labels = {code: [field.label for field in page_in(code).get_form_fields()] for code in PAGES}
    assert len(set(map(tuple, labels.values()))) == 4
    choices = {page_in(code).get_form_fields()[0].choices for code in PAGES}
    assert {len(lines.splitlines()) for lines in choices} == {4}


@pytest.mark.parametrize("is_saved_before", [True, False])
def test_a_new_field_has_one_name_whichever_language_is_saved_first(is_saved_before: bool) -> None:
    """Also where the German field is a draft only, so that nobody has given it its name yet."""
    german, english = page_in("de"), Locale.objects.get(language_code="en")
    german.form_fields.add(ContactField(label="Ihr Geburtstag", field_type="singleline", required=False))
    revision = german.save_revision()
    if is_saved_before:
        revision.publish()
    source, _made = TranslationSource.update_or_create_from_instance(revision.as_object())
    segment = StringSegment.objects.get(source=source, string__data="Ihr Geburtstag")
    said = {"translation_of": segment.string, "context": segment.context, "data": "Your birthday"}
    StringTranslation.objects.create(locale=english, translation_type="manual", **said)
    source.create_or_update_translation(english, publish=True, copy_parent_pages=False, fallback=True)
    revision.publish()
    names = {code: {field.clean_name for field in page_in(code).get_form_fields()} for code in ("de", "en")}
    assert names["de"] == names["en"]
    assert len(names["de"]) == 6
    assert page_in("en").form_fields.filter(label="Your birthday").exists()


def test_messages_of_all_languages_stand_in_one_list_with_the_same_columns(client: Client, clock) -> None:
    for code, topic in TOPICS.items():
        assert send(client, clock, code, topic=topic, email=f"{code}@example.org").status_code == 302
    reception = who("reception")
    for code in ("de", "ru"):
        html = words(messages_of(reception, code))
        assert all(topic in html for topic in TOPICS.values())
    rows = {row.language: row for row in ContactSubmission.objects.all()}
    assert rows["ru"].form_data.keys() == rows["en"].form_data.keys()
    assert rows["ru"].consent == page_in("ru").consent


# -- the admin ----------------------------------------------------------------------------------------------------


def test_the_export_has_everything_and_runs_nothing(client: Client, clock) -> None:
    send(client, clock, message="=HYPERLINK(1)")
    answer = messages_of(who("owner"), query="?export=csv")
    lines = b"".join(answer.streaming_content).decode()
    for said in ("Ihr Name", "Katharina Vogel", "'=HYPERLINK(1)", ",de,", page_in("de").consent):
        assert said in lines
    assert messages_of(who("owner"), query="?export=xlsx").status_code == 200


@pytest.mark.parametrize(("name", "may"), [("owner", True), ("reception", True), ("editor", False), ("master", False)])
def test_who_answers_people_reads_what_they_wrote_and_nobody_else(name: str, may: bool, client: Client, clock) -> None:
    send(client, clock)
    row = ContactSubmission.objects.get()
    person = who(name)
    assert (messages_of(person).status_code == 200) is may
    home = words(person.get(reverse("wagtailadmin_home")))
    assert (reverse("contact_messages") in home) is may
    delete = reverse("wagtailforms:delete_submissions", args=[page_in("de").pk])
    person.post(f"{delete}?selected-submissions={row.pk}")
    assert ContactSubmission.objects.exists() is not may


def test_an_editor_can_change_the_form_and_sees_it_in_the_preview() -> None:
    page, editor = page_in("de"), who("editor")
    assert editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200
    request_page = page.make_preview_request(preview_mode="")
    assert 'name="i-agree"' in words(request_page)


# -- what the page says -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", list(PAGES))
def test_the_page_says_where_when_and_how(client: Client, code: str) -> None:
    html = words(client.get(PAGES[code]))
    place, page = salon_place(code), page_in(code)
    for said in (place.phone_shown, page.transit, page.access, page.form_heading):
        assert said.replace("\xa0", " ") in html, said
    for marked in (f'href="tel:{place.phone}"', place.route_url, place.map_url, "data-weekday"):
        assert marked in html, marked


def test_only_a_page_with_a_map_may_ask_for_its_tiles(client: Client) -> None:
    answer = client.get(PAGES["de"])
    assert f"img-src 'self' data: {TILES};" in answer["Content-Security-Policy"] + ";"
    assert TILES not in client.get("/de/team/")["Content-Security-Policy"]
    assert not re.search(r'(?:src|srcset)="(?:https?:)?//', words(answer))


def test_without_coordinates_the_map_is_a_link(client: Client) -> None:
    SalonSettings.objects.update(latitude=None, longitude=None)
    answer = client.get(PAGES["de"])
    assert "data-map " not in words(answer)
    assert "openstreetmap.org/search" in words(answer)
    assert TILES not in answer["Content-Security-Policy"]


def test_without_an_address_there_is_no_map(client: Client) -> None:
    SalonSettings.objects.update(latitude=None, longitude=None, street="", postcode="")
    assert client.get(PAGES["de"]).status_code == 200


def test_closed_days_of_the_coming_weeks_have_date_and_name(client: Client, clock) -> None:
    clock.move_to("2026-12-01T10:00:00Z")
    html = words(client.get(PAGES["de"]))
    assert "Freitag, 25. Dezember" in html
    assert "Erster Weihnachtstag" in html
    assert dict(closures(date(2026, 12, 1), 60, "uk"))[date(2026, 12, 25)] == "Перший день Різдва"
    assert dict(closures(date(2026, 12, 1), 60, "ru"))[date(2026, 12, 25)]


def test_there_is_one_contact_page_a_language() -> None:
    assert not ContactPage.can_create_at(page_in("de").get_parent())


@pytest.mark.parametrize(
    ("role", "kind", "fits"),
    [
        ("email", "email", True),
        ("email", "multiline", False),
        ("message", "multiline", True),
        ("name", "dropdown", False),
    ],
)
def test_a_field_is_of_a_kind_that_its_mail_can_use(role: str, kind: str, fits: bool) -> None:
    field = ContactField.objects.filter(page__locale__language_code="de", role=role).get()
    field.field_type = kind
    if fits:
        field.clean()
    else:
        with pytest.raises(ValidationError) as refused:
            field.clean()
        assert set(refused.value.message_dict) == {"field_type"}


def test_what_a_field_is_for_is_chosen_once_in_the_admin() -> None:
    page, lena = page_in("de"), who("editor")
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    data = querydict_from_html(words(lena.get(address)), form_id="page-edit-form")
    number = {data[f"form_fields-{n}-role"]: n for n in range(5)}
    topic, name = (f"form_fields-{number[role]}" for role in ("topic", "name"))
    twice = words(lena.post(address, {**data.dict(), f"{topic}-role": "name", "action-publish": "yes"}))
    assert twice.count("Name, E-Mail, Thema und Nachricht lassen sich je nur für ein Feld wählen.") == 2
    swapped = {f"{topic}-role": "name", f"{topic}-field_type": "singleline", f"{name}-role": "topic"}
    assert lena.post(address, {**data.dict(), **swapped, "action-publish": "yes"}).status_code == 302
    gone = {f"{topic}-role": "topic", f"{name}-DELETE": "on", "action-publish": "yes"}
    assert lena.post(address, {**data.dict(), **gone}).status_code == 302


def test_no_page_is_saved_whose_fields_are_twice_for_the_same() -> None:
    page = page_in("de")
    page.form_fields.add(ContactField(label="Noch ein Name", role="name", field_type="singleline"))
    with pytest.raises(ValidationError):
        page.save()
