"""The demo in four languages, and what is read out of its pages' heads."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings
from wagtail.models import Page, get_page_models

from salon.cms.models import BasePage
from tests.demo import demo_full

__all__ = ["demo_full"]
SITE = "https://salon.example"


@dataclass
class Seen(HTMLParser):
    """A page's head: titles, the content of each meta by name or property, addresses by relation."""

    titles: list[str] = field(default_factory=list)
    metas: list[tuple[str, str]] = field(default_factory=list)
    links: list[dict[str, str]] = field(default_factory=list)
    within: str = ""

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.within = tag
        if tag == "title":
            self.titles.append("")
        if tag == "meta" and (name := found.get("name") or found.get("property")):
            self.metas.append((name, found["content"]))
        if tag == "link":
            self.links.append(found)

    def handle_endtag(self, tag: str) -> None:
        self.within = ""

    def handle_data(self, data: str) -> None:
        if self.within == "title":
            self.titles[-1] += data

    def said(self, name: str) -> list[str]:
        return [content for other, content in self.metas if other == name]

    def only(self, name: str) -> str:
        (found,) = self.said(name)
        return found

    @property
    def canonical(self) -> list[str]:
        return [link["href"] for link in self.links if link.get("rel") == "canonical"]

    @property
    def alternates(self) -> dict[str, str]:
        found = [(link["hreflang"], link["href"]) for link in self.links if link.get("rel") == "alternate"]
        assert len(found) == len(dict(found))
        return dict(found)


def read(client: Client, address: str) -> Seen:
    answer = client.get(address.removeprefix(SITE), headers={"host": "salon.example"})
    assert answer.status_code == 200, address
    seen = Seen()
    seen.feed(answer.content.decode().partition("</head>")[0])
    return seen


def one_of_each() -> Iterator[Page]:
    """The first German page of every type, in all its languages."""
    for model in [model for model in get_page_models() if issubclass(model, BasePage)]:
        first = model.objects.live().filter(locale__language_code="de").first()
        if first is not None:
            yield from Page.objects.live().filter(translation_key=first.translation_key).select_related("locale")


@pytest.fixture(autouse=True)
def at_home(settings: Settings, tmp_path: Path) -> None:
    settings.SALON_URL = SITE
    settings.ALLOWED_HOSTS = ["salon.example", "testserver"]
    settings.MEDIA_ROOT = str(tmp_path)
