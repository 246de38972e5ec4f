"""What stands on each page of the demo, in each language: plain words, the same shape in all languages."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from home.demo.load import drawings, places, texts
from home.models import CategoryPage, ContentPage, HomePage, ServicePage, ServicesPage
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
    yield PageSheet("team", "home", TeamPage, _team, in_menu=True)
    yield PageSheet("contact", "home", ContentPage, _contact, in_menu=True)
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
    pictures = {"hero_picture": places()["home"]["hero"], "og_image": places()["home"]["share"]}
    return PageSheet("home", "", HomePage, _home, pictures)


LEGAL = {
    LegalKind.IMPRINT: "impressum",
    LegalKind.PRIVACY: "privacy",
    LegalKind.TERMS: "terms",
    LegalKind.CANCELLATION: "cancellation",
}


def _home(code: str) -> Words:
    page, salon = texts("pages")["home"][code], texts("salon")
    hero, teasers, cta = page["hero"], page["teasers"], page["cta"]
    return _head(page) | {
        "hero_eyebrow": hero["eyebrow"],
        "hero_heading": hero["heading"],
        "hero_text": hero["text"],
        "hero_button": hero["button"],
        "hero_link": hero["button_secondary"],
        "hero_alt": drawings()[places()["home"]["hero"]].alts[code],
        "teasers_heading": teasers["heading"],
        "teasers_text": teasers["text"],
        "teasers_link": teasers["all"],
        "popular_heading": teasers["popular"],
        "room_heading": salon["slogans_more"][1][code],
        "room_text": salon["about"][code],
        "team_heading": page["team"]["heading"],
        "team_text": page["team"]["text"],
        "team_button": page["team"]["button"],
        "values_heading": page["values"]["heading"],
        "values": page["values"]["items"],
        "quotes_heading": page["quotes"]["heading"],
        "quotes_note": page["quotes"]["note"],
        "quotes": page["quotes"]["items"],
        "cta_heading": cta["heading"],
        "cta_text": cta["text"],
        "cta_button": cta["button"],
    }


def _services(code: str) -> Words:
    page = texts("pages")["services_overview"][code]
    return _head(page) | {"intro": page["intro"], "price_note": page["price_note"]}


def _team(code: str) -> Words:
    page = texts("pages")["team"][code]
    return _head(page) | {"intro": page["intro"]}


def _contact(code: str) -> Words:
    page = texts("pages")["contact"][code]
    ways = [page[name] for name in ("route", "transit", "parking", "access")]
    return _head(page) | {"intro": page["intro"], "body": [{"heading": page["route_heading"], "paragraphs": ways}]}


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
        return said

    pictures = {"picture": drawing, "og_image": drawing}
    return PageSheet(f"{kind}:{row['slug']}", parent, model, words, pictures, fact=row["slug"])


def _head(page: Mapping[str, str]) -> Words:
    return {
        "slug": page["slug"],
        "title": page.get("title") or page["name"],
        "seo_title": page["seo_title"],
        "search_description": page["seo_description"],
        "search_keywords": page.get("keywords", ""),
    }
