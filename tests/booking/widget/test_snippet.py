"""Editors make widgets that can be booked; translations keep the facts; the preview shows what visitors will see."""

import re
from html import unescape

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import translation
from wagtail.models import Locale
from wagtail_localize.models import Translation, TranslationSource

from booking.models import BookingSettings, BookingWidget, Category, Master, Service, Skill
from salon.cms.roles import Role
from tests.booking.admin.conftest import LogIn, editor, log_in
from tests.booking.admin.forms import refused, rows, submit
from tests.booking.widget.conftest import MakeWidget, attribute
from tests.booking.wizard.conftest import words_of

__all__ = ["editor", "log_in"]
WORDS = {"title": "Balayage im Mai", "button": "Termin buchen", "slug": "may", "action-publish": "1"}
pytestmark = pytest.mark.usefixtures("anna", "olga")


def door(view: str, *args: int) -> str:
    return reverse(f"wagtailsnippets_booking_bookingwidget:{view}", args=args)


def chosen(*services: Service) -> dict[str, str]:
    return rows("services", *({"service": str(service.pk), "ORDER": "1"} for service in services))


def add(editor: Browser, code: str, **typed: object) -> object:
    Locale.objects.get_or_create(language_code=code)
    return submit(editor, f"{door('add')}?locale={code}", {**WORDS, **typed})


@pytest.mark.parametrize("code", ["de", "ru", "uk", "en"])
def test_a_widget_is_made_and_published_in_every_language(
    editor: Browser, hair: Category, haircut: Service, anna: Master, code: str
) -> None:
    typed = {"category": str(hair.pk), "master": str(anna.pk), "campaign": "may-mail", **chosen(haircut)}
    assert refused(add(editor, code, **typed)) == []
    widget = BookingWidget.objects.get(locale__language_code=code)
    assert (widget.live, widget.master, widget.services.get().service) == (True, anna, haircut)


@pytest.mark.parametrize("code", ["de", "ru", "uk", "en"])
def test_what_contradicts_is_refused_beside_its_field(
    editor: Browser, nails: Category, gel: Service, haircut: Service, manicure: Service, anna: Master, code: str
) -> None:
    Skill.objects.create(master=anna, service=gel)
    not_hers = {"master": str(anna.pk), **chosen(haircut, manicure)}
    assert refused(add(editor, code, **not_hers)) == ["services-1-service"]
    elsewhere = {"category": str(nails.pk), **chosen(haircut)}
    assert refused(add(editor, code, **elsewhere)) == ["services-0-service"]
    assert refused(add(editor, code, **chosen(haircut, haircut))) == ["services-1-service"]
    assert not BookingWidget.objects.exists()


def test_a_master_who_performs_nothing_in_the_category_is_refused(
    editor: Browser, nails: Category, gel: Service, anna: Master, olga: Master
) -> None:
    Skill.objects.create(master=olga, service=gel)
    answer = add(editor, "de", category=str(nails.pk), master=str(anna.pk))
    assert refused(answer) == ["master"]
    assert "Anna Lindner" in answer.context["form"].errors["master"][0]
    assert refused(add(editor, "de", category=str(nails.pk), master=str(olga.pk))) == []


def test_a_category_in_which_nobody_performs_anything_is_refused(
    editor: Browser, nails: Category, gel: Service
) -> None:
    assert refused(add(editor, "de", category=str(nails.pk))) == ["category"]


def test_more_services_than_a_visit_may_have_are_refused(
    editor: Browser, haircut: Service, colour: Service, manicure: Service
) -> None:
    BookingSettings.objects.update(max_services=2)
    assert refused(add(editor, "de", **chosen(haircut, colour, manicure))) == ["services-2-service"]


def test_every_field_says_what_it_is_for(editor: Browser) -> None:
    form = editor.get(door("add")).context["form"]
    assert [
        name
        for name in ("title", "text", "button", "slug", "campaign", "category", "master")
        if not form[name].help_text
    ] == []


def test_what_nobody_can_book_is_refused(editor: Browser, haircut: Service, gel: Service, anna: Master) -> None:
    assert refused(add(editor, "de", **chosen(gel))) == ["services-0-service"]
    Service.objects.filter(pk=haircut.pk).update(is_active=False)
    assert refused(add(editor, "de", **chosen(haircut))) == ["services-0-service"]
    Master.objects.filter(pk=anna.pk).update(is_bookable=False)
    assert refused(add(editor, "de", master=str(anna.pk))) == ["master"]
    Category.objects.filter(slug="nails").update(is_active=False)
    assert refused(add(editor, "de", category=str(gel.category_id))) == ["category"]


def test_the_sentences_name_who_and_what(editor: Browser, manicure: Service, anna: Master) -> None:
    with translation.override("de"):
        page = add(editor, "de", master=str(anna.pk), **chosen(manicure))
    assert "Anna Lindner" in page.context["form"].formsets["services"].forms[0].errors["service"][0]
    assert "Maniküre" in page.context["form"].formsets["services"].forms[0].errors["service"][0]


def test_a_short_name_belongs_to_one_widget_in_all_languages(editor: Browser, make_widget: MakeWidget) -> None:
    make_widget("may")
    assert refused(add(editor, "de")) == ["slug"]
    assert refused(add(editor, "uk")) == ["slug"]
    assert refused(add(editor, "de", slug="June, 1")) == ["slug"]


def test_a_translation_keeps_the_facts_and_translates_the_words(
    make_widget: MakeWidget, hair: Category, haircut: Service, anna: Master
) -> None:
    widget = make_widget("may", [haircut], category=hair, master=anna, campaign="may-mail", text="Ganz in Ruhe.")
    ukrainian, _made = Locale.objects.get_or_create(language_code="uk")
    source, _made = TranslationSource.update_or_create_from_instance(widget)
    assert set(source.stringsegment_set.values_list("context__path", flat=True)) == {"title", "text", "button"}
    Translation.objects.create(source=source, target_locale=ukrainian).save_target(publish=False)
    other = BookingWidget.objects.get(locale=ukrainian)
    assert (other.slug, other.category, other.master, other.campaign) == ("may", hair, anna, "may-mail")
    assert [row.service for row in other.services.all()] == [haircut]


def test_the_preview_shows_what_is_typed_before_it_is_saved(
    editor: Browser, make_widget: MakeWidget, haircut: Service
) -> None:
    widget = make_widget("may")
    url = door("preview_on_edit", widget.pk)
    typed = {**WORDS, "title": "Mai im Salon", **chosen(haircut)}
    assert editor.post(url, typed).json()["is_valid"]
    html = editor.get(url).content.decode()
    assert "Mai im Salon" in html
    assert "htmx-config" in html
    fragment = attribute(re.search(r'<div class="widget__place".*', html)[0], "hx-get")
    assert "service=haircut" in fragment
    assert "Anna Lindner" in words_of(unescape(editor.get(fragment).content.decode()))


@pytest.mark.parametrize(
    ("role", "may_open", "may_publish"),
    [
        (Role.OWNER, True, True),
        (Role.EDITOR, True, True),
        (Role.MARKETING, True, False),
        (Role.RECEPTION, False, False),
        (Role.MASTER, False, False),
    ],
)
def test_marketing_prepares_and_editors_publish(log_in: LogIn, role: str, may_open: bool, may_publish: bool) -> None:
    answer = log_in(role).get(door("add"))
    assert (answer.status_code == 200) == may_open
    assert (b'name="action-publish"' in answer.content) == may_publish
