"""What stands on each page of the demo, in each language: plain words, the same shape in all languages."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from home.demo.load import drawings, places, texts
from home.demo.widgets import EVERYTHING, QUESTIONS
from home.models import (
    CategoryPage,
    ContactField,
    ContactPage,
    ContentPage,
    HomePage,
    PricesPage,
    ServicePage,
    ServicesPage,
)
from legal.models import LegalKind, LegalPage
from salon.cms.models import BasePage
from team.models import MasterPage, TeamPage

# Fields' names to words: a string, or a list of sections, questions, values or quotations.
Words = dict[str, Any]


@dataclass(frozen=True, slots=True)
class PageSheet:
    """A page: where it hangs, what it says in a language, and what is the same in all of them.

    `pictures`: field to drawing; `fact`: the slug of what the page is about; `same`: other fields.
    """

    name: str
    parent: str
    model: type[BasePage]
    words: Callable[[str], Words]
    pictures: Mapping[str, str] = field(default_factory=dict)
    fact: str = ""
    in_menu: bool = False
    same: Mapping[str, Any] = field(default_factory=dict)


def sheets() -> Iterator[PageSheet]:
    """Every page below the home pages, parents before children."""
    yield PageSheet("services", "home", ServicesPage, _services, in_menu=True)
    yield PageSheet("price_list", "home", PricesPage, _prices)
    yield PageSheet("team", "home", TeamPage, _team, in_menu=True)
    yield PageSheet("contact", "home", ContactPage, _contact, in_menu=True)
    yield PageSheet("faq", "home", ContentPage, _faq)
    for kind, name in LEGAL.items():
        yield PageSheet(name, "home", LegalPage, _legal(name), same={"kind": kind})
    for row in texts("services")["categories"]:
        yield _about("category", row, "services", CategoryPage, places()["categories"][row["slug"]])
    for row in texts("services")["services"]:
        parent = f"category:{row['category']}"
        yield _about("service", row, parent, ServicePage, places()["services"][row["slug"]])
    for row in texts("masters")["masters"]:
        yield _about("master", row | {"slug": row["key"]}, "team", MasterPage, places()["masters"][row["key"]])


def home_sheet() -> PageSheet:
    pictures = {"og_image": places()["home"]["share"]}
    return PageSheet("home", "", HomePage, _home, pictures)


LEGAL = {
    LegalKind.IMPRINT: "impressum",
    LegalKind.PRIVACY: "privacy",
    LegalKind.TERMS: "terms",
    LegalKind.CANCELLATION: "cancellation",
}


Role = ContactField.Role
# The contact form's fields in their order: what is the same in every language.
CONTACT_FIELDS = {
    "topic": {"field_type": "dropdown", "role": Role.TOPIC},
    "name": {"field_type": "singleline", "role": Role.NAME},
    "email": {"field_type": "email", "role": Role.EMAIL},
    "phone": {"field_type": "phone", "required": False},
    "message": {"field_type": "multiline", "role": Role.MESSAGE},
}


def _home(code: str) -> Words:
    page, salon = texts("pages")["home"][code], texts("salon")
    hero, teasers, team, cta, quotes = (page[name] for name in ("hero", "teasers", "team", "cta", "quotes"))
    return _head(page) | {
        "body": [
            {
                "type": "hero",
                "eyebrow": hero["eyebrow"],
                "heading": hero["heading"],
                "text": hero["text"],
                "button": hero["button"],
                "link": hero["button_secondary"],
                "picture": shown(places()["home"]["hero"], code),
            },
            {"type": "doors", "heading": cta["heading"], "text": cta["text"]},
            {"type": "categories", "heading": teasers["heading"], "text": teasers["text"], "link": teasers["all"]},
            {"type": "services", "heading": teasers["popular"]},
            {
                "type": "picture_text",
                "heading": salon["slogans_more"][1][code],
                "paragraphs": salon["about"][code].split("\n\n"),
                "ground": "night",
            },
            {"type": "team", "heading": team["heading"], "text": team["text"], "link": team["button"]},
            {"type": "booking_widget", "widget": EVERYTHING},
            {"type": "promises", "heading": page["values"]["heading"], "items": page["values"]["items"]},
            {
                "type": "quotes",
                "heading": quotes["heading"],
                "note": quotes["note"],
                "items": quotes["items"],
                "button": cta["button"],
            },
        ]
    }


def _services(code: str) -> Words:
    page = texts("pages")["services_overview"][code]
    return _head(page) | {"intro": page["intro"], "price_note": page["price_note"]}


def _prices(code: str) -> Words:
    page = texts("pages")["price_list"][code]
    note = texts("pages")["services_overview"][code]["price_note"]
    return _head(page) | {"intro": page["intro"], "price_note": note}


def _faq(code: str) -> Words:
    page = texts("pages")["faq"][code]
    items = [{"question": item["q"], "paragraphs": [item["a"]]} for item in page["items"]]
    blocks = [{"type": "questions", "heading": "", "items": items}, {"type": "booking_widget", "widget": QUESTIONS}]
    return _head(page) | {"body": blocks}


def _team(code: str) -> Words:
    page = texts("pages")["team"][code]
    return _head(page) | {"intro": page["intro"]}


def _contact(code: str) -> Words:
    page = texts("pages")["contact"][code]
    form = page["form"]
    way = {name: page[name] for name in ("intro", "transit", "parking", "access")}
    way |= {"way_heading": page["route_heading"], "on_foot": page["route"]}
    words = {name: form[name] for name in ("consent", "button", "success")}
    return _head(page) | way | words | {"form_heading": form["heading"], "form_fields": _fields_of(form)}


def _fields_of(form: Mapping[str, Any]) -> list[Words]:
    """The words of the contact form's fields, in the order of `CONTACT_FIELDS`."""
    topics = {"topic": {"choices": "\n".join(form["topics"].values())}}
    return [{"label": form[name], **topics.get(name, {})} for name in CONTACT_FIELDS]


def _legal(name: str) -> Callable[[str], Words]:
    def words(code: str) -> Words:
        pages = texts("pages")
        page, seo = pages[name][code], pages["legal_seo"][name][code]
        body = [{"heading": section["h"], "paragraphs": section["p"]} for section in page["sections"]]
        return _head(page | seo) | {"note": pages["legal_note"][code], "body": body}

    return words


def _about(kind: str, row: Mapping[str, Any], parent: str, model: type[BasePage], drawing: str) -> PageSheet:
    """A page about a fact: its title is taken from the fact's text, so it has no words of its own for it."""

    def words(code: str) -> Words:
        text = row["text"][code]
        said: Words = _head(text)
        del said["title"]
        said["picture_alt"] = drawings()[drawing].alts[code]
        if kind == "category":
            said["intro"] = text["intro"]
        if kind == "service":
            said["body"] = [{"paragraphs": text["body"]}]
            said["faq"] = [{"question": item["q"], "paragraphs": [item["a"]]} for item in text.get("faq", [])]
        if kind == "master":
            said["bio"] = [{"paragraphs": text["bio"]}]
            said["works"] = list(_works(row, code))
        return said

    pictures = {"picture": drawing, "og_image": drawing}
    return PageSheet(f"{kind}:{row['slug']}", parent, model, words, pictures, fact=row["slug"])


def _works(master: Mapping[str, Any], code: str) -> Iterator[dict[str, Any]]:
    """Three of her services as pictures, and what she has learned."""
    names = {row["slug"]: row["text"][code]["name"] for row in texts("services")["services"]}
    pictures = [(shown(places()["services"][slug], code), names[slug]) for slug in reversed(master["skills"][-3:])]
    yield {
        "type": "gallery",
        "heading": texts("pages")["works"][code],
        "items": [{"picture": picture, "caption": caption} for picture, caption in pictures],
    }
    if learned := master.get("certificates"):
        items = [{**row, "title": row["title"][code], "issuer": row["issuer"][code]} for row in learned]
        yield {"type": "certificates", "heading": "", "items": items}


def shown(drawing: str, code: str) -> dict[str, Any]:
    """A drawing in a block, with what it shows."""
    return {"drawing": drawing, "alt_text": drawings()[drawing].alts[code]}


def _head(page: Mapping[str, str]) -> Words:
    return {
        "slug": page["slug"],
        "title": page.get("title") or page["name"],
        "seo_title": page["seo_title"],
        "search_description": page["seo_description"],
        "search_keywords": page.get("keywords", ""),
    }
