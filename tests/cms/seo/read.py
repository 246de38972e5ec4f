"""What a crawler reads of a page, and where it begins."""

from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin

from django.test import Client

CODES = ("de", "ru", "uk", "en")
SITE, HOST = "https://salon.example", {"host": "salon.example"}
STARTS = {f"{SITE}/{path}/" for path in ("de/termin", "ru/zapis", "uk/zapys", "en/booking")}
# The first question of the booking, which is listed.
DOORS = {f"{start}services/" for start in STARTS}
# What no end tag closes.
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


@dataclass
class Seen(HTMLParser):
    """`titles` and `metas` (the content of each by name or property) are the head's, `hrefs` where its links lead, by
    all their attributes. `links` are where the page leads, absolute. `frame` are the words in its head and foot, and
    all words where it is a step of the booking; those that say their own language (`lang`) are left out.
    """

    address: str
    html: str
    lang: str = ""
    h1: int = 0
    titles: list[str] = field(default_factory=list)
    metas: list[tuple[str, str]] = field(default_factory=list)
    hrefs: list[dict[str, str]] = field(default_factory=list)
    graphs: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    ids: Counter[str] = field(default_factory=Counter)
    frame: set[str] = field(default_factory=set)
    open: list[dict[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self.feed(self.html)

    def said(self, name: str) -> list[str]:
        return [content for other, content in self.metas if other == name]

    def only(self, name: str) -> str:
        (found,) = self.said(name)
        return found

    @property
    def is_listed(self) -> bool:
        return not any("noindex" in content for content in self.said("robots"))

    @property
    def canonical(self) -> list[str]:
        return [link["href"] for link in self.hrefs if link.get("rel") == "canonical"]

    @property
    def alternates(self) -> dict[str, str]:
        found = [(link["hreflang"], link["href"]) for link in self.hrefs if link.get("rel") == "alternate"]
        assert len(found) == len(dict(found))
        return dict(found)

    @property
    def inside(self) -> set[str]:
        return {each[""] for each in self.open}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs} | {"": tag}
        if tag not in VOID:
            self.open.append(found)
        if tag == "html":
            self.lang = found["lang"]
        self.h1 += tag == "h1"
        if "id" in found:
            self.ids[found["id"]] += 1
        if tag == "a" and "href" in found:
            self.links.append(urljoin(self.address, found["href"]))
        if "head" in self.inside:
            self._read_head(tag, found)

    def _read_head(self, tag: str, found: dict[str, str]) -> None:
        if tag == "title":
            self.titles.append("")
        if tag == "meta" and (name := found.get("name") or found.get("property")):
            self.metas.append((name, found["content"]))
        if tag == "link":
            self.hrefs.append(found)

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[""] != tag:
            pass

    def handle_data(self, data: str) -> None:
        inside = self.inside
        if {"head", "title"} <= inside:
            self.titles[-1] += data
        if "script" in inside and self.open[-1].get("type") == "application/ld+json":
            self.graphs.append(data)
        in_frame = bool(inside & {"header", "footer", "nav", "form"}) and "script" not in inside
        if in_frame and not any("lang" in each for each in self.open[1:]) and (words := " ".join(data.split())):
            self.frame.add(words)


def read(client: Client, address: str) -> Seen:
    answer = client.get(address.removeprefix(SITE), headers=HOST)
    assert answer.status_code == 200, address
    return Seen(address, answer.content.decode())
