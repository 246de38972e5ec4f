"""What robots shall leave alone (RFC 9309): drafts of bookings, what belongs to a person, searches, the admin.

Nothing that a page is shown with: no style sheet, script, font or picture.
"""

from collections.abc import Iterator

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from salon.lib.urls import absolute

CLOSED = ("/admin/", "/calendar/", "/health/")
STEPS = ("day", "master", "time", "waiting", "contact", "review")
# Below a language's prefix.
PERSONAL = ("visit/", "waiting/", "my/", "search/", "message/", "_util/")


def robots_txt() -> str:
    rules = [f"Disallow: {path}" for path in [*CLOSED, *_in_all_languages()]]
    return "\n".join(["User-agent: *", *rules, "", f"Sitemap: {absolute(reverse('seo:index'))}", ""])


def _in_all_languages() -> Iterator[str]:
    for code, _ in settings.LANGUAGES:
        yield from (f"/{code}/{path}" for path in PERSONAL)
        with translation.override(code):
            # The first step is listed; with a query it is a draft (RFC 9309, 2.2.3), and so is all that comes after it.
            yield f"{reverse('booking:start')}*?"
            yield from (reverse(f"booking:{step}") for step in STEPS)
