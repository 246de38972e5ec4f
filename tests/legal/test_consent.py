"""Others count only where the salon wants it and the guest has agreed; what was answered is logged."""

import re
from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.test import Client as Browser

from legal.actions import forget_old_consents
from legal.consent import WORDS_VERSION, question
from legal.models import Consent
from salon.cms.models import SalonSettings
from salon.cms.statistics import Tools
from tests.demo import demo_german

__all__ = ["demo_german"]

pytestmark = [pytest.mark.usefixtures("demo_german"), pytest.mark.django_db]
GA4, MATOMO = "G-AB12CD34EF", "https://zahlen.example.de/matomo/"
PAGE, CHOICE, COUNT = "/de/leistungen/", "/de/consent/", "/de/consent/count/"


def use(**tools: object) -> None:
    salon = SalonSettings.load()
    for name, value in tools.items():
        setattr(salon, name, value)
    salon.full_clean()
    salon.save()


@pytest.fixture
def google(db: None) -> None:
    use(ga4_id=GA4)


@pytest.fixture
def olena() -> Browser:
    return Browser()


def policy(answer: HttpResponse) -> dict[str, set[str]]:
    rules = (rule.split() for rule in answer["Content-Security-Policy"].split(";"))
    return {name: set(hosts) for name, *hosts in rules}


def choose(browser: Browser, choice: str, **headers: str) -> HttpResponse:
    return browser.post(CHOICE, {"choice": choice}, headers=headers)


# -- nothing set ----------------------------------------------------------------------------------------------------


def test_without_a_tool_nothing_of_it_is_anywhere(olena: Browser) -> None:
    page = olena.get(PAGE)
    assert not re.search(r"consent|Cookie-Einstellungen|Cookie settings", page.content.decode())
    assert page["Content-Security-Policy"] == olena.get("/de/my/")["Content-Security-Policy"]
    assert "google" not in page["Content-Security-Policy"]
    assert olena.get(CHOICE).status_code == olena.get(COUNT).status_code == choose(olena, "agreed").status_code == 404
    assert not Consent.objects.exists()


# -- on pages -------------------------------------------------------------------------------------------------------


def test_a_page_that_is_read_asks_and_may_load_what_was_set(google: None, olena: Browser) -> None:
    page = olena.get(PAGE)
    bar = page.content.decode().partition('<section class="count-me"')[2].partition("</section>")[0]
    assert bar.partition(">")[0].split().count("hidden") == 1
    assert f'data-ga4="{GA4}"' in bar
    buttons = re.findall(r'<button class="([^"]+)" type="submit" name="choice" value="(\w+)"', bar)
    assert buttons == [("button button--quiet", "declined"), ("button button--quiet", "agreed")]
    assert policy(page)["script-src"] == {"'self'", "https://www.googletagmanager.com/gtag/js"}
    assert "csrfmiddlewaretoken" not in bar
    assert f'href="{CHOICE}"' in page.content.decode()


def test_matomo_may_be_asked_for_its_two_files_and_nothing_else(olena: Browser) -> None:
    before = policy(olena.get(PAGE))
    use(matomo_url=MATOMO.rstrip("/"), matomo_site=3)
    after = policy(olena.get(PAGE))
    added = {name: after[name] - before[name] for name in after if after[name] != before[name]}
    target = {f"{MATOMO}matomo.php"}
    assert added == {"script-src": {f"{MATOMO}matomo.js"}, "connect-src": target, "img-src": target}


@pytest.mark.parametrize(
    "path", ["/de/my/", "/de/search/?q=Schnitt", "/de/termin/", "/de/kontakt/", "/de/gibt-es-nicht/", CHOICE]
)
def test_where_somebody_types_or_holds_a_key_nothing_is_loaded(google: None, olena: Browser, path: str) -> None:
    page = olena.get(path, follow=True)
    assert "data-consent" not in page.content.decode()
    assert "google" not in page["Content-Security-Policy"]
    assert f'href="{CHOICE}"' in page.content.decode()


def test_the_admin_knows_no_tool(google: None, olena: Browser) -> None:
    assert "google" not in olena.get("/admin/login/")["Content-Security-Policy"]


def test_the_frame_of_a_booking_may_load_them_and_is_framed_by_us_only(google: None, olena: Browser) -> None:
    frame = olena.get(COUNT)
    assert "https://www.googletagmanager.com/gtag/js" in policy(frame)["script-src"]
    assert policy(frame)["frame-ancestors"] == {"'self'"}
    assert "no-store" in frame["Cache-Control"]


# -- answers --------------------------------------------------------------------------------------------------------


def test_a_yes_is_logged_with_the_words_that_were_read(google: None, olena: Browser) -> None:
    assert choose(olena, "agreed")["Location"] == f"{CHOICE}?saved"
    entry = Consent.objects.get()
    assert (entry.choice, entry.purpose, entry.channel, entry.language) == ("agreed", "statistics", "website", "de")
    assert entry.version == f"{WORDS_VERSION}-ga4"
    assert "Google" in entry.words
    assert olena.cookies["consent"].value == f"agreed.{entry.version}.{entry.subject}"
    assert {field.name for field in Consent._meta.fields} == {
        *("id", "purpose", "channel", "choice", "given_at", "language", "version", "words", "subject")
    }


def test_a_no_after_a_yes_withdraws_it_under_the_same_number_and_deletes_the_tools_cookies(
    google: None, olena: Browser
) -> None:
    choose(olena, "agreed")
    for name in ("_ga", "_ga_AB12CD34EF", "_pk_id.3.abcd", "salon"):
        olena.cookies[name] = "x"
    answer = choose(olena, "declined")
    gone = {name for name, cookie in answer.cookies.items() if cookie["max-age"] == 0}
    assert gone == {"_ga", "_ga_AB12CD34EF", "_pk_id.3.abcd"}
    withdrawn, agreed = Consent.objects.all()
    assert (withdrawn.choice, withdrawn.subject) == ("withdrawn", agreed.subject)


def test_the_page_says_what_holds_and_works_without_a_script(google: None, olena: Browser) -> None:
    olena.cookies["django_language"] = "en"
    pages = [olena.get("/en/consent/").content.decode()]
    for choice in ("declined", "agreed"):
        pages.append(olena.post("/en/consent/", {"choice": choice}, follow=True).content.decode())
    assert "You have not chosen yet" in pages[0]
    assert "You have declined" in pages[1]
    assert "Your choice is saved" in pages[1]
    assert "You have agreed" in pages[2]


def test_a_script_is_answered_without_a_page(google: None, olena: Browser) -> None:
    answer = choose(olena, "declined", Accept="application/json", Origin="http://testserver")
    assert (answer.status_code, answer.content) == (204, b"")


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://["])
def test_nobody_agrees_from_another_site(google: None, olena: Browser, origin: str) -> None:
    assert choose(olena, "agreed", Origin=origin).status_code == 403
    assert not Consent.objects.exists()


@pytest.mark.parametrize("choice", ["", "maybe", "agreed\x00"])
def test_something_else_is_no_answer(google: None, olena: Browser, choice: str) -> None:
    assert choose(olena, choice).status_code == 422
    assert not Consent.objects.exists()


def test_a_forged_memory_is_none(google: None, olena: Browser) -> None:
    olena.cookies["consent"] = "agreed.1-ga4.<script>"
    assert "<script>" not in olena.get(CHOICE).content.decode().partition("<main")[2].partition("</main>")[0]
    choose(olena, "declined")
    assert re.fullmatch(r"[0-9a-f]{32}", Consent.objects.get().subject)


def test_an_answer_is_kept_for_three_whole_years(google: None, olena: Browser) -> None:
    choose(olena, "declined")
    Consent.objects.update(given_at=datetime(2026, 5, 1, tzinfo=UTC))
    assert forget_old_consents(now=datetime(2029, 12, 31, 12, tzinfo=UTC)) == 0
    assert forget_old_consents(now=datetime(2030, 1, 1, 12, tzinfo=UTC)) == 1


def test_other_tools_are_another_question() -> None:
    versions = {
        question(tools).version for tools in (Tools(GA4), Tools(matomo=MATOMO, matomo_site=1), Tools(GA4, MATOMO, 1))
    }
    assert len(versions) == 3


# -- the setting ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"ga4_id": "UA-123"}, "ga4_id"),
        ({"ga4_id": "G-AB12'; script"}, "ga4_id"),
        ({"matomo_url": "http://zahlen.example.de/", "matomo_site": 1}, "matomo_url"),
        ({"matomo_url": "https://zahlen.example.de/;script-src", "matomo_site": 1}, "matomo_url"),
        ({"matomo_url": "https://zählen.example.de/", "matomo_site": 1}, "matomo_url"),
        ({"matomo_url": "https://zahlen.example.de/цифры/", "matomo_site": 1}, "matomo_url"),
        ({"matomo_url": "https://salon:geheim@zahlen.example.de/", "matomo_site": 1}, "matomo_url"),
        ({"matomo_url": "https://[", "matomo_site": 1}, "matomo_url"),
        ({"matomo_url": MATOMO}, "matomo_site"),
        ({"matomo_site": 1}, "matomo_url"),
    ],
)
def test_a_wrong_setting_is_refused_beside_its_field(db: None, wrong: dict[str, object], field: str) -> None:
    with pytest.raises(ValidationError) as refused:
        use(**wrong)
    assert field in refused.value.message_dict
