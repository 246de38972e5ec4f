"""What robots shall leave alone (RFC 9309): drafts of bookings, what belongs to a person, searches, the admin.

Nothing that a page is shown with: no style sheet, script, font or picture.
"""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import translation

from salon.cms.registries import closed_to_robots
from salon.lib import language
from salon.lib.urls import absolute

CLOSED = ("/admin/", "/health/")
# Below a language's prefix: Wagtail's own, past a login or the password of a private page.
PAST_A_WALL = "_util/"


def robots_txt() -> str:
    rules = [f"Disallow: {path}" for path in dict.fromkeys([*CLOSED, *_in_all_languages()])]
    return "\n".join(["User-agent: *", *rules, "", f"Sitemap: {absolute(reverse('seo:index'))}", ""])


def _in_all_languages() -> Iterator[str]:
    for code in language.CODES:
        yield f"/{code}/{PAST_A_WALL}"
        with translation.override(code):
            yield from [path for tell in closed_to_robots for path in tell()]
