"""What `./run lighthouse` makes of Lighthouse's reports, without starting a browser."""

import json
from collections.abc import Mapping

import pytest

from bench.lighthouse.scores import BOUNDS, Report, complaints, machine, rows
from bench.rows import Row
from scripts.node import FOLDER, is_new_enough
from scripts.places import ROOT

pytestmark = pytest.mark.once
FINE = {"performance": 0.99, "accessibility": 1, "best-practices": 1, "seo": 1}


def report(audits: Mapping[str, Report] | None = None, **scores: float | None) -> Report:
    """As Lighthouse writes it; all of `audits` count for every category."""
    audits = {"plain": {"title": "Plain", "score": 1, "scoreDisplayMode": "binary"}, **(audits or {})}
    refs = [{"id": name, "weight": audit.pop("weight", 1)} for name, audit in audits.items()]
    given = {name.replace("_", "-"): score for name, score in scores.items()}
    categories = {name: {"score": given.get(name, score), "auditRefs": refs} for name, score in FINE.items()}
    return {"categories": categories, "audits": audits}


def table(*reports: Report, listed: bool = True) -> dict[str, Row]:
    return {row.name: row for row in rows("home", reports, listed=listed)}


def test_a_page_has_a_row_in_every_category_and_no_row_of_a_good_one_breaks() -> None:
    shown = table(report())
    assert list(shown) == [f"home: {category}" for category in BOUNDS]
    assert shown["home: performance"].value == 99
    assert not any(row.is_broken for row in shown.values())


def test_the_median_counts_so_one_slow_round_breaks_nothing() -> None:
    slow, fast = report(performance=0.4), report(performance=0.97)
    assert not table(fast, slow, fast)["home: performance"].is_broken
    assert table(slow, fast, slow)["home: performance"].is_broken


def test_a_score_on_its_bound_holds_and_one_below_breaks() -> None:
    assert not table(report(performance=0.95))["home: performance"].is_broken
    assert table(report(performance=0.94))["home: performance"].is_broken
    assert table(report(seo=0.99))["home: seo"].is_broken


def test_a_page_that_could_not_be_measured_breaks() -> None:
    assert table(report(performance=None))["home: performance"].is_broken


def test_of_a_page_that_is_not_listed_speed_and_accessibility_are_asked() -> None:
    assert list(table(report(), listed=False)) == ["home: performance", "home: accessibility"]


def test_a_broken_row_says_so_and_shows_which_way_its_bound_goes() -> None:
    row = table(report(accessibility=0.96))["home: accessibility"]
    assert "≥ 100" in str(row)
    assert str(row).endswith("BROKEN")


def test_the_bounds_of_other_rows_still_go_the_other_way() -> None:
    assert Row("queries", 7, "queries", 6).is_broken
    assert not Row("queries", 6, "queries", 6).is_broken
    assert "≤ 6" in str(Row("queries", 6, "queries", 6))


def test_the_speed_of_the_machine_is_told_and_breaks_nothing() -> None:
    seen = [report() | {"environment": {"benchmarkIndex": index}} for index in (400, 1200, 900)]
    assert machine(seen).value == 900
    assert not machine(seen).is_broken


def test_what_is_at_fault_is_named_once_with_its_places() -> None:
    pale = {"title": "Pale words", "score": 0, "scoreDisplayMode": "binary"}
    pale["details"] = {"items": [{"node": {"selector": "p.soft"}}]}
    other = {"title": "Not asked", "score": None, "scoreDisplayMode": "notApplicable"}
    seen = [report({"color-contrast": dict(pale), "other": dict(other)}) for _ in range(2)]
    assert complaints(seen, "accessibility") == ["color-contrast: Pale words", "  p.soft"]


def test_speed_is_blamed_on_slow_metrics_and_on_what_costs_time() -> None:
    audits = {
        "largest": {"title": "Largest paint", "score": 0.6, "scoreDisplayMode": "numeric", "displayValue": "3.1 s"},
        "first": {"title": "First paint", "score": 0.93, "scoreDisplayMode": "numeric"},
        "blocking": {"title": "Blocking", "score": 0, "scoreDisplayMode": "metricSavings", "weight": 0},
        "tidy": {"title": "Tidy", "score": 0, "scoreDisplayMode": "metricSavings", "weight": 0},
    }
    audits["blocking"]["metricSavings"] = {"FCP": 300}
    audits["tidy"]["metricSavings"] = {"FCP": 0}
    assert complaints([report(audits)], "performance") == ["largest: Largest paint 3.1 s", "blocking: Blocking"]


@pytest.mark.parametrize(
    ("version", "enough"),
    [("v20.20.2", True), ("v18.16.0", True), ("v18.15.9", False), ("v8.17.0", False), ("", False)],
)
def test_an_old_node_is_refused(version: str, enough: bool) -> None:
    assert is_new_enough(version) is enough


def test_the_lock_names_every_package_by_its_hash_and_no_registry() -> None:
    packages = json.loads((FOLDER / "package-lock.json").read_text())["packages"]
    installed = {name: package for name, package in packages.items() if name}
    assert all("integrity" in package and "resolved" not in package for package in installed.values())
    assert packages["node_modules/lighthouse"]["version"] == "12.8.2"


def test_what_npm_installs_stays_out_of_the_repository() -> None:
    assert "node_modules/" in (ROOT / ".gitignore").read_text().splitlines()
