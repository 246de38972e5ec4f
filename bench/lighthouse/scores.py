"""What Lighthouse's reports (its JSON, version 12) say: scores, and what keeps them down."""

from collections.abc import Iterator, Sequence
from statistics import median
from typing import Any

from bench.rows import Row

Report = dict[str, Any]
FAST, FULL = 95, 100
BOUNDS = {"performance": FAST, "accessibility": FULL, "best-practices": FULL, "seo": FULL}
# A page that search engines are asked not to list can't have all of SEO.
BOUNDS_UNLISTED = {"performance": FAST, "accessibility": FULL}
# Lighthouse's own line between green and yellow, for what is measured in degrees.
GOOD = 0.9
PLACES_SHOWN = 3


def bounds(*, listed: bool) -> dict[str, int]:
    """The least score of each category that is asked for."""
    return BOUNDS if listed else BOUNDS_UNLISTED


def score(report: Report, category: str) -> int:
    """Of 100; 0 where the page could not be measured."""
    return round(100 * (report["categories"][category]["score"] or 0))


def rows(name: str, reports: Sequence[Report], *, listed: bool) -> Iterator[Row]:
    """A page's row in each category: the median of its rounds."""
    for category, least in bounds(listed=listed).items():
        value = median(score(report, category) for report in reports)
        yield Row(f"{name}: {category}", value, "of 100", least, least=True)


def machine(reports: Sequence[Report]) -> Row:
    """How fast the machine was by Lighthouse's measure; below 1000, scores of speed say more of it than of a page."""
    value = median(report["environment"]["benchmarkIndex"] for report in reports)
    return Row("the machine, by Lighthouse's benchmark", value, "index")


def complaints(reports: Sequence[Report], category: str) -> list[str]:
    """What keeps a category down in any of the rounds: each audit once, with its id, its title and first places."""
    said = {}
    for report in reports:
        for ref in report["categories"][category]["auditRefs"]:
            audit = report["audits"][ref["id"]]
            if _is_at_fault(audit, ref["weight"]):
                said[ref["id"]] = [f"{ref['id']}: {audit['title']} {audit.get('displayValue', '')}".rstrip()]
                said[ref["id"]] += [f"  {place}" for place in _places(audit)]
        if "runtimeError" in report:
            said["error"] = [f"{report['runtimeError']['code']}: {report['runtimeError']['message']}"]
    return [line for lines in said.values() for line in lines]


def _is_at_fault(audit: dict[str, Any], weight: float) -> bool:
    """Weighty and not passed; or without weight, but costing time."""
    value = audit["score"]
    if value is None:
        return False
    if not weight:
        return any(saved > 0 for saved in audit.get("metricSavings", {}).values())
    return value < (GOOD if audit["scoreDisplayMode"] == "numeric" else 1)


def _places(audit: dict[str, Any]) -> list[str]:
    found = map(_place, audit.get("details", {}).get("items", []))
    return [place for place in found if place][:PLACES_SHOWN]


def _place(item: Any) -> str:
    """An element or an address; empty where an item is of another kind, such as a tree of requests."""
    if not isinstance(item, dict):
        return ""
    node = item.get("node")
    return str((node.get("selector") if isinstance(node, dict) else "") or item.get("url") or "")
