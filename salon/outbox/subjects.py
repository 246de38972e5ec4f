"""What messages are about, in words: each app tells it for its own prefixes ("visit:12" is booking's visit 12)."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.http import HttpRequest


@dataclass(frozen=True, slots=True)
class Subject:
    """`url`: its place in the admin, empty where whoever looks may not see it; `detail`: what else tells it apart;
    `name` and `phone`: who is called about it.
    """

    label: str
    url: str = ""
    detail: str = ""
    name: str = ""
    phone: str = ""


# Told what stands behind its prefix ("12"), and who looks; knows all of them by one query, and only what they may see.
Teller = Callable[[Iterable[str], HttpRequest], Mapping[str, Subject]]
tellers: dict[str, Teller] = {}
# Told the words of a search and who looks: what is meant by them ("visit:12").
Finder = Callable[[str, HttpRequest], Iterable[str]]
finders: list[Finder] = []

UNKNOWN = Subject("")


def subjects_of(about: Iterable[str], request: HttpRequest) -> Mapping[str, Subject]:
    """The subjects behind "visit:12" and the like, nothing for what nobody can tell; one query a prefix."""
    keys: dict[str, set[str]] = defaultdict(set)
    for each in about:
        prefix, _, key = each.partition(":")
        keys[prefix].add(key)
    return {
        f"{prefix}:{key}": subject
        for prefix, wanted in keys.items()
        if prefix in tellers
        for key, subject in tellers[prefix](wanted, request).items()
    }


def found_by(words: str, request: HttpRequest) -> set[str]:
    return {about for find in finders for about in find(words, request)}
