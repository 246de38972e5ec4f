"""What the audit finds on pages: each trap is laid on the demo salon, where nothing else is found."""

import uuid
from collections.abc import Callable

import pytest
from wagtail.models import Page, PageViewRestriction

from booking.models import Category, Service, ServiceText
from home.models import ContentPage, HomePage, PricesPage, ServicePage
from salon.cms.audit.run import find
from salon.cms.audit.snapshot import Snapshot
from salon.cms.findings import Finding
from salon.cms.models import SalonImage

pytestmark = [pytest.mark.usefixtures("demo_full"), pytest.mark.django_db, pytest.mark.once]
Found = Callable[[], set[tuple[str, str]]]
WORDS = "<p>" + "Wort um Wort steht hier genug, damit niemand sagen kann, die Seite sei zu kurz. " * 4 + "</p>"


def all_found() -> list[Finding]:
    return list(find(Snapshot()))


@pytest.fixture
def news() -> Callable[..., Found]:
    """Findings of a new German page, as code and field; blocks are named by their place: "body.0.text"."""

    def make(*blocks: tuple[str, object], **fields: object) -> set[tuple[str, str]]:
        home = HomePage.objects.get(locale__language_code="de")
        names = [str(uuid.uuid4()) for _ in blocks]
        body = [{"type": kind, "value": value, "id": name} for name, (kind, value) in zip(names, blocks, strict=True)]
        filled = {
            "title": "Neuigkeiten aus dem Hof",
            "slug": "neuigkeiten",
            "search_description": "Was in diesem Winter bei uns neu ist, und was bleibt, wie es immer war.",
        }
        page = ContentPage(body=body, locale=home.locale, **filled | fields)
        home.add_child(instance=page)
        found = [finding for finding in all_found() if finding.page == page.pk and "translation" not in finding.code]
        page.delete()
        return {(one.code, _place(one.path, names)) for one in found}

    return make


def _place(path: str, names: list[str]) -> str:
    for number, name in enumerate(names):
        path = path.replace(name, str(number))
    return path


BUTTON = ("call_to_action", {"heading": "Zeit für Sie", "button": "Termin buchen"})


def text(html: str, heading: str = "Was es gibt") -> tuple[str, object]:
    return ("section", {"heading": heading, "text": WORDS + html})


def test_nothing_is_found_in_the_demo_salon() -> None:
    assert [(one.code, one.language, one.sentence) for one in all_found()] == []


def test_a_page_as_it_should_be_has_no_findings(news: Callable[..., Found]) -> None:
    link = f'<p><a linktype="page" id="{PricesPage.objects.get(locale__language_code="de").pk}">Preise</a></p>'
    hair = Category.objects.get(services__slug="balayage").slug
    own = f'<a href="/de/leistungen/haare/">A</a> <a href="/de/leistungen/#{hair}">B</a> <a href="#content">C</a>'
    others = '<a href="tel:+49340">D</a> <a href="mailto:a@example.org">E</a> <a href="https://example.org/x">F</a>'
    assert news(text(link + own + others), BUTTON) == set()


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"seo_title": "Ein Titel, der so viele Worte macht, dass ihn keine Suchmaschine zeigt"}, "title_long"),
        ({"seo_title": "Neues"}, "title_short"),
        ({"search_description": ""}, "description_missing"),
        ({"search_description": "Neues."}, "description_short"),
        ({"search_description": "Sehr ausführlich. " * 12}, "description_long"),
    ],
)
def test_titles_and_descriptions_have_a_length(news: Callable[..., Found], fields: dict[str, str], code: str) -> None:
    field = "seo_title" if "seo_title" in fields else "search_description"
    assert news(text(""), BUTTON, **fields) == {(code, field)}


def test_the_same_title_and_description_twice_in_a_language_but_not_in_two(news: Callable[..., Found]) -> None:
    prices = PricesPage.objects.get(locale__language_code="de")
    PricesPage.objects.filter(locale__language_code="en").update(search_description="Was in Ruhe neu wird. " * 3)
    same = {"seo_title": prices.seo_title or "", "search_description": prices.search_description}
    same |= {} if prices.seo_title else {"title": prices.title}
    assert {("title_twice", "seo_title"), ("description_twice", "search_description")} <= news(text(""), BUTTON, **same)
    english = {"search_description": ("Was in Ruhe neu wird. " * 3).strip()}
    assert news(text(""), BUTTON, **english) == set()


def test_one_heading_at_the_top_and_no_level_left_out(news: Callable[..., Found]) -> None:
    welcome = ("hero", {"heading": "Nehmen Sie Platz", "button": "Termin buchen"})
    assert news(welcome, text("")) == set()
    assert news(text(""), welcome) == {("h1_several", "body.1.heading")}
    empty = ("hero", {"heading": "", "button": "Termin buchen"})
    assert news(empty, text("")) == {("h1_missing", "body.0.heading")}
    assert news(text("<h3>Drei</h3>", heading=""), BUTTON) == {("heading_skipped", "body.0.text")}
    assert news(text("<h3>Drei</h3>"), BUTTON) == set()


def test_a_picture_says_what_it_shows_or_that_it_is_ornament(news: Callable[..., Found]) -> None:
    image = SalonImage.objects.first().pk

    def photo(**said: object) -> dict[str, object]:
        return {"picture": {"image": image, "alt_text": "", "decorative": False} | said}

    items = [{"type": "item", "id": "x1", "value": photo(alt_text="Ein Zopf")}]
    items.append({"type": "item", "id": "x2", "value": photo()})
    blocks = [
        *(("picture", photo(alt_text="Eine Linde")), ("picture", photo(decorative=True)), ("picture", photo())),
        ("gallery", {"heading": "", "items": items}),
    ]
    assert news(*blocks, text(""), BUTTON) == {
        ("alt_missing", "body.2.picture.alt_text"),
        ("alt_missing", "body.3.items.x2.picture.alt_text"),
    }


def test_few_words_and_no_way_to_the_booking(news: Callable[..., Found]) -> None:
    short = ("section", {"heading": "", "text": "<p>Bald mehr.</p>"})
    assert news(short) == {("page_thin", "body"), ("booking_missing", "body")}
    way = '<p><a href="/de/termin/?service=balayage">Buchen</a></p>'
    assert ("booking_missing", "body") not in news(
        text(way),
    )


@pytest.mark.parametrize(
    ("link", "code"),
    [
        ('<a linktype="page" id="99999">weg</a>', "link_gone"),
        ('<a linktype="document" id="99999">weg</a>', "link_document"),
        ('<a href="/de/gibt-es-nicht/">weg</a>', "link_nowhere"),
        ('<a href="http://testserver/de/gibt-es-nicht/">weg</a>', "link_nowhere"),
        ('<a href="leistungen/">weg</a>', "link_nowhere"),
        ('<a href="http://[">weg</a>', "link_nowhere"),
        ('<a href="">weg</a>', "link_nowhere"),
        ('<a href="#nirgends">weg</a>', "link_place"),
        ('<a href="/de/leistungen/#nirgends">weg</a>', "link_place"),
    ],
)
def test_links_that_lead_to_nothing(news: Callable[..., Found], settings, link: str, code: str) -> None:
    settings.SALON_URL = "http://testserver"
    assert news(text(f"<p>{link}</p>"), BUTTON) == {(code, "body.0.text")}


def test_links_to_what_is_not_public_or_in_another_language(news: Callable[..., Found]) -> None:
    prices, english = (PricesPage.objects.get(locale__language_code=code) for code in ("de", "en"))
    prices.unpublish()
    hidden = text(f'<p><a linktype="page" id="{prices.pk}">Preise</a></p>')
    pages = ("pages", {"heading": "Mehr", "pages": [prices.pk, english.pk]})
    found = news(hidden, pages, text(f'<p><a linktype="page" id="{english.pk}">Prices</a></p>'), BUTTON)
    assert {code for code, _path in found} == {"link_hidden", "link_abroad"}
    assert {path for code, path in found if code == "link_abroad"} == {"body.2.text"}


def test_a_page_to_which_nothing_leads() -> None:
    parent = ContentPage.objects.filter(locale__language_code="de").first()
    child = ContentPage(title="Verborgen im Garten", slug="verborgen", locale=parent.locale)
    parent.add_child(instance=child)

    def orphans() -> list[int | None]:
        return [one.page for one in all_found() if one.code == "page_orphan"]

    assert orphans() == [child.pk]
    parent.body.append(("section", {"heading": "", "text": f'<p><a href="{child.get_url()}">Garten</a></p>'}))
    parent.save()
    assert orphans() == []
    Service.objects.filter(slug="balayage").update(is_active=False)
    assert set(orphans()) == set(ServicePage.objects.filter(service__slug="balayage").values_list("pk", flat=True))


def test_translations_that_are_missing_begun_or_alone() -> None:
    german, russian = (PricesPage.objects.get(locale__language_code=code) for code in ("de", "ru"))
    russian.unpublish()
    (found,) = [one for one in all_found() if one.code.startswith("translation")]
    assert (found.code, found.language, found.page) == ("translation_draft", "ru", russian.pk)
    russian.delete()
    (found,) = [one for one in all_found() if one.code.startswith("translation")]
    assert (found.code, found.language, found.page) == ("translation_missing", "ru", german.pk)
    assert found.url == f"/admin/translations/?key={german.translation_key}"
    assert "Русский" in found.sentence
    PricesPage.objects.get(pk=german.pk).unpublish()
    alone = [one for one in all_found() if one.code.startswith("translation")]
    assert {(one.code, one.language) for one in alone} == {("translation_alone", "uk"), ("translation_alone", "en")}


def test_a_mirror_is_no_translation_here_as_on_the_board() -> None:
    german = PricesPage.objects.get(locale__language_code="de")
    russian = PricesPage.objects.get(locale__language_code="ru")
    Page.objects.filter(pk=russian.pk).update(alias_of=german, live=False)
    assert [(one.code, one.language) for one in all_found()] == [("translation_missing", "ru")]
    Page.objects.filter(pk=russian.pk).update(live=True)
    found = {(one.code, one.language) for one in all_found()}
    assert found == {("translation_missing", "ru"), ("translation_mirror", "ru")}


def test_german_left_in_a_translation_and_a_text_that_a_language_lacks() -> None:
    german = ServicePage.objects.get(service__slug="balayage", locale__language_code="de")
    ServicePage.objects.filter(service__slug="balayage", locale__language_code="uk").update(
        search_description=german.search_description
    )
    gone = ServiceText.objects.get(service__slug="balayage", locale__language_code="en")
    ServiceText.objects.filter(pk=gone.pk).update(live=False)
    found = {(one.code, one.language): one for one in all_found()}
    assert set(found) == {("words_not_translated", "uk"), ("text_missing", "en")}
    assert found["words_not_translated", "uk"].path == "search_description"
    assert str(gone.pk) in found["text_missing", "en"].url


def test_what_nobody_finds_is_not_looked_at() -> None:
    page = PricesPage.objects.get(locale__language_code="de")
    PricesPage.objects.filter(pk=page.pk).update(search_description="")
    assert [one.code for one in all_found()] == ["description_missing"]
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert "description_missing" not in [one.code for one in all_found()]
