"""The demo's words and facts: complete in four languages, well set, and true to each other."""

import re
from typing import Any

import pytest

from home.demo import load
from salon.cms.agreed_words import texts_of
from salon.outbox.wording import wordings
from tests.home.rules_for_texts import LANGUAGES, PLACEHOLDER, findings, texts, typography

FILES = ("salon", "services", "masters", "pages", "mails", "interface", "bot")
SALON, SERVICES, MASTERS = (load.texts(name) for name in ("salon", "services", "masters"))
INTERFACE, BOT, MAILS = (load.texts(name) for name in ("interface", "bot", "mails"))
REFUSALS = {
    "slot_taken",
    "hold_expired",
    "too_soon",
    "beyond_horizon",
    "outside_hours",
    "master_unavailable",
    "service_unavailable",
    "too_late_to_cancel",
    "too_late_to_move",
    "too_many_visits",
    "blocked",
    "invalid_contact",
    "already_decided",
    "not_found",
    "rate_limited",
}


def services() -> list[Any]:
    return [pytest.param(service, id=service["slug"]) for service in SERVICES["services"]]


def masters() -> list[Any]:
    return [pytest.param(master, id=master["key"]) for master in MASTERS["masters"]]


def slugs(rows: list[dict[str, Any]], language: str) -> list[str]:
    return [row["text"][language]["slug"] for row in rows]


@pytest.mark.parametrize("name", FILES)
def test_every_text_is_there_in_four_languages_and_well_set(name):
    found = list(findings(load.texts(name), name))
    assert not found, "\n".join(found)


def test_alternative_texts_of_pictures_are_well_set():
    found = list(findings(load.places()["alts"], "alts"))
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("language", "text", "finding"),
    [
        ("de", "Willkommen!", "exclamation mark"),
        ("de", "Wir freuen uns auf dich.", "familiar form"),
        ("ru", "Ждём Вас в субботу.", "polite form with capital"),
        ("uk", "Чекаємо вас у суботу.", "polite form without capital"),
        ("uk", "Ваше імя", "apostrophe missing"),
        ("en", "Our «best» cut", "quotation marks of another language"),
        ("ru", "Cалон", "mixed alphabets"),
    ],
)
def test_the_rules_see_what_is_wrong(language, text, finding):
    assert finding in list(typography(text, language))


def test_the_salon_can_be_reached_nowhere_in_reality():
    facts = SALON["facts"]
    assert re.fullmatch(r"\+493023125\d{3}", facts["phone"]), "outside the range kept for media"
    assert facts["phone_display"].replace(" ", "") == facts["phone"]
    assert facts["email"].endswith("example.org")


def test_the_demo_confirms_at_once_and_no_page_says_otherwise():
    assert SALON["facts"]["rules"]["approval"] is False
    promise = re.compile(
        r"(wenn|sobald) wir .{0,30}bestätig|fragen Sie .{0,20}an\b|мы подтверд|заявк|ми підтверд|when we confirm|"
        r"request for an appointment"
    )
    pages = [
        (path, text) for name in ("pages", "salon", "services", "masters") for path, text in texts(load.texts(name))
    ]
    assert not [f"{path}: {text}" for path, text in pages if promise.search(text)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_written_policy_names_the_limit_of_the_settings(language):
    rules, policy = SALON["facts"]["rules"], SALON["cancellation_policy"]
    assert rules["cancel_limit_hours"] == rules["move_limit_hours"]
    hours = str(rules["cancel_limit_hours"])
    assert hours in policy["short"][language]
    assert hours in policy["long"][language][0]


def test_there_are_32_services_in_six_categories():
    categories = {category["slug"] for category in SERVICES["categories"]}
    assert len(categories) == 6
    assert len({service["slug"] for service in SERVICES["services"]}) == len(SERVICES["services"]) == 32
    assert {service["category"] for service in SERVICES["services"]} == categories


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_address_is_given_twice(language):
    for rows in (SERVICES["services"], SERVICES["categories"], MASTERS["masters"]):
        found = slugs(rows, language)
        assert len(found) == len(set(found))


@pytest.mark.parametrize("service", services())
def test_a_services_minutes_are_multiples_of_five_and_its_processing_fits_inside(service):
    assert [service["minutes"] % 5, service["buffer"]["before"] % 5, service["buffer"]["after"] % 5] == [0, 0, 0]
    if processing := service["processing"]:
        assert processing["after"] % 5 == processing["lasts"] % 5 == 0
        assert processing["after"] + processing["lasts"] < service["minutes"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("service", services())
def test_a_service_has_two_paragraphs_and_no_price_in_what_search_engines_show(service, language):
    text = service["text"][language]
    assert len(text["body"]) == 2
    # Whoever changes a price changes it once; a typed one would stay.
    assert "€" not in text["seo_description"]


def test_eight_services_answer_three_questions_each():
    answering = [service for service in SERVICES["services"] if "faq" in service["text"]["de"]]
    assert len(answering) == 8
    assert {len(service["text"][language]["faq"]) for service in answering for language in LANGUAGES} == {3}


def test_every_service_is_performed_by_somebody():
    performed = {slug for master in MASTERS["masters"] for slug in master["skills"]}
    assert performed == {service["slug"] for service in SERVICES["services"]}


@pytest.mark.parametrize("master", masters())
def test_a_masters_own_prices_and_minutes_belong_to_her_skills(master):
    assert set(master["own"]) <= set(master["skills"])
    assert all(own.get("minutes", 5) % 5 == 0 for own in master["own"].values())


@pytest.mark.parametrize("master", masters())
def test_a_master_works_while_the_salon_is_open(master):
    opening = {day: hours for hours in SALON["facts"]["opening_hours"] for day in hours["days"]}
    for hours in master["working_hours"]:
        for day in hours["days"]:
            assert opening[day]["from"] <= hours["from"] < hours["to"] <= opening[day]["to"]


def letters() -> list[Any]:
    return [pytest.param(wording, id=key) for key, wording in wordings.items()]


def test_every_letter_of_the_program_has_its_agreed_words_and_no_other_has():
    assert MAILS["messages"].keys() == wordings.keys()


@pytest.mark.parametrize("wording", letters())
def test_a_letters_english_is_what_the_program_looks_up(wording):
    agreed = MAILS["messages"][wording.key]["en"]
    assert agreed == {
        "subject": wording.subject,
        "preheader": wording.preheader,
        "heading": wording.heading,
        "lines": list(wording.lines),
        "buttons": dict(wording.buttons),
    }


@pytest.mark.parametrize("wording", letters())
def test_a_letter_uses_only_placeholders_that_it_knows(wording):
    agreed = MAILS["messages"][wording.key]
    used = {name for _, text in texts(agreed) for name in PLACEHOLDER.findall(text)}
    assert used <= wording.placeholders


def test_the_placeholders_are_those_that_letters_know():
    declared = {name for group in MAILS["placeholders"].values() for name in group}
    assert declared == {name for wording in wordings.values() for name in wording.placeholders}


@pytest.mark.parametrize(
    ("area", "group"), [(name, group) for name in ("interface", "bot") for group in load.texts(name)]
)
def test_an_id_stands_once_in_its_group(area, group):
    ids = [row.get("code", row["id"]) for row in load.texts(area)[group]]
    assert len(ids) == len(set(ids))


def test_an_id_has_the_same_words_wherever_it_stands():
    said: dict[tuple[str, str], dict[str, Any]] = {}
    for name in ("interface", "mails"):
        for known_by, row in texts_of(load.TEXTS / f"{name}.yaml"):
            words = {language: row[language] for language in LANGUAGES}
            assert said.setdefault(known_by, words) == words


def test_buttons_of_the_bot_fit_on_a_phone():
    too_long = [row[language] for row in BOT["buttons"] for language in LANGUAGES if len(row[language]) > 24]
    assert not too_long


def test_every_refusal_has_its_sentence():
    assert {row["code"] for row in INTERFACE["refusals"]} == REFUSALS


def test_the_texts_stay_light():
    assert sum((load.TEXTS / f"{name}.yaml").stat().st_size for name in FILES) <= 420_000
