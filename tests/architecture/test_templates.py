"""What every template keeps: no inline code on the site, a token in every form that posts, nothing unescaped."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
APPS = ("salon", "legal", "booking", "team", "home", "search")
TEMPLATES = sorted(
    path.relative_to(ROOT) for app in APPS for path in (ROOT / app).glob("**/templates/**/*") if path.is_file()
)
HTML = [path for path in TEMPLATES if path.suffix == ".html"]
# A mail has no site to ask for its styles; the page that lists them is a file on a desk.
NOT_SERVED = {Path("salon/outbox/templates/outbox/mail.html"), Path("salon/outbox/templates/outbox/previews.html")}
# JSON-LD and the words for scripts are data, not code.
CODE = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*\btype=\"application/(?:ld\+)?json\")[^>]*>", re.IGNORECASE)
STYLE = re.compile(r"<style\b|\sstyle=|javascript:", re.IGNORECASE)
HANDLER = re.compile(r"\s(?:on[a-z]+|hx-on[:\w-]*)=", re.IGNORECASE)
# Whoever posts here holds a secret link, which is more than a token would prove.
KEYED = {
    Path("booking/templates/booking/visit"),
    Path("booking/templates/booking/waiting"),
    Path("booking/templates/booking/account/enter.html"),
}
# Stand on kept pages, the same for everybody; where an answer comes from is looked at (legal/consent_views.py).
ANSWERS = {Path("legal/templates/legal/consent.html"), Path("salon/templates/components/consent_bar.html")}
POSTS = re.compile(r"<form\b[^>]*\bmethod=[\"']?post.*?</form>", re.IGNORECASE | re.DOTALL)
FOREIGN = re.compile(r"\s(?:src|srcset)=[\"']?(?:https?:)?//|<link\b[^>]*\shref=[\"']?(?:https?:)?//", re.IGNORECASE)


def found(pattern: re.Pattern[str], path: Path) -> list[str]:
    return pattern.findall((ROOT / path).read_text(encoding="utf-8"))


def test_there_are_templates() -> None:
    assert HTML


@pytest.mark.parametrize("path", [path for path in HTML if path not in NOT_SERVED], ids=str)
@pytest.mark.parametrize("pattern", [CODE, STYLE, HANDLER], ids=["code", "style", "handler"])
def test_no_template_holds_inline_code_or_styles(path: Path, pattern: re.Pattern[str]) -> None:
    assert found(pattern, path) == []


@pytest.mark.parametrize("path", [path for path in HTML if not (KEYED | ANSWERS) & {path, *path.parents}], ids=str)
def test_every_form_that_posts_carries_its_token(path: Path) -> None:
    assert [form for form in found(POSTS, path) if "csrf_token" not in form] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=str)
def test_nothing_is_shown_unescaped(path: Path) -> None:
    text = (ROOT / path).read_text(encoding="utf-8")
    unescaped = "|safe" in text or "|safeseq" in text or ("autoescape off" in text and path.suffix != ".txt")
    assert not unescaped


@pytest.mark.parametrize("path", HTML, ids=str)
def test_no_template_asks_a_foreign_host(path: Path) -> None:
    assert found(FOREIGN, path) == []


@pytest.mark.parametrize("path", HTML, ids=str)
def test_every_picture_says_what_it_shows(path: Path) -> None:
    text = (ROOT / path).read_text(encoding="utf-8")
    assert [tag for tag in re.findall(r"<img\b[^>]*>", text) if "alt=" not in tag] == []
