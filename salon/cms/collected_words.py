"""The messages of the interface and of the bot, collected from code and templates by Babel as GNU gettext would."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from django.utils.translation.template import templatize

from salon.cms.agreed_words import BUTTON

_PLAIN, _COUNTED, _IN_CONTEXT, _COUNTED_IN_CONTEXT = None, (1, 2), ((1, "c"), 2), ((1, "c"), 2, 3)
KEYWORDS = {
    "_": _PLAIN,
    "gettext": _PLAIN,
    "gettext_lazy": _PLAIN,
    "gettext_noop": _PLAIN,
    "ngettext": _COUNTED,
    "ngettext_lazy": _COUNTED,
    "pgettext": _IN_CONTEXT,
    "pgettext_lazy": _IN_CONTEXT,
    "npgettext": _COUNTED_IN_CONTEXT,
    "npgettext_lazy": _COUNTED_IN_CONTEXT,
}
# The catalogues: of the site, and of the bot, which is a program of its own.
SITE, BOT = DOMAINS = ("django", "bot")
BOT_PACKAGE = "bot_service"
# Not the site; the others speak English to developers.
ELSEWHERE = {"tests", "scripts", "bench", BOT_PACKAGE}
# In the bot, `label` is how a message gets on a button.
LABELS = {"label": _PLAIN}
TEMPLATES = {".html", ".txt", ".xml"}


def sources(root: Path, domain: str = SITE) -> Iterator[Path]:
    """A catalogue's own Python files and templates below `root`, in a fixed order."""
    for package in sorted(root.iterdir()):
        belongs = package.name == BOT_PACKAGE if domain == BOT else package.name not in ELSEWHERE
        if not belongs or not (package / "__init__.py").is_file():
            continue
        for path in sorted(package.rglob("*")):
            is_code = path.suffix == ".py" and "migrations" not in path.parts
            if is_code or (path.suffix in TEMPLATES and "templates" in path.parts):
                yield path


def collect(root: Path, domain: str = SITE) -> Catalog:
    """Every message of the site or the bot, untranslated. Raises TokenError or SyntaxError where a file is broken."""
    found = Catalog()
    for path in sources(root, domain):
        place = path.relative_to(root).as_posix()
        code = path.read_text(encoding="utf-8")
        if path.suffix != ".py":
            # What remains of the markup is no Python: without its indentation it can't be taken for a wrong one.
            code = re.sub(r"(?m)^[ \t]+", "", templatize(code, origin=place))
        for line, ids, _comments, context in extract("python", BytesIO(code.encode()), KEYWORDS):
            found.add(ids, locations=[(place, line)], context=context)
        for line, ids, _comments, _none in extract("python", BytesIO(code.encode()), LABELS) if domain == BOT else ():
            found.add(ids, locations=[(place, line)], context=BUTTON)
    return found
