"""The home page's panels: what is wrong with the messages, and who has to be called."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.ui.components import Component

from salon.cms.dashboard import Panel
from salon.outbox.admin import shown
from salon.outbox.kinds import label_of
from salon.outbox.models import Message, State
from salon.outbox.selectors import Figures, figures, is_at_work, last_heartbeat, to_call
from salon.outbox.subjects import UNKNOWN, subjects_of

# The register has them all.
MOST_CALLS = 20


class HealthPanel(Panel):
    """Given up, late, to call, and whether anybody delivers; each number leads to those messages."""

    template_name = "outbox/admin/health_panel.html"
    order = 15

    def __init__(self, found: Figures, *, is_silent: bool) -> None:
        self.found, self.is_silent = found, is_silent

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {
            "found": self.found,
            "oldest": shown.moment(self.found.oldest),
            "is_silent": self.is_silent,
            "seen": shown.moment(last_heartbeat()) if self.is_silent else "",
            "dead_url": _register(state__exact=State.DEAD),
            "late_url": _register(due="late"),
            "call_url": _register(state__exact=State.CALL),
        }


class CallsPanel(Panel):
    """Whom no message reaches, those who wait longest first."""

    template_name = "outbox/admin/calls_panel.html"
    order = 18
    is_wide = True

    def __init__(self, rows: list[Message]) -> None:
        self.rows = rows

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        request: HttpRequest = parent_context["request"]
        subjects = subjects_of([row.about for row in self.rows], request)
        return {
            "lines": [
                {
                    "kind": label_of(row.kind),
                    "subject": subjects.get(row.about, UNKNOWN),
                    "since": shown.moment(row.due_at),
                    "url": _page("called", row.pk),
                    "card_url": _page("inspect", row.pk),
                }
                for row in self.rows
            ],
            "home": request.path,
            "csrf_token": get_token(request),
        }


def health_panel(request: HttpRequest) -> Component | None:
    """Nothing while all is well, or for who may not see messages."""
    if not request.user.has_perm("outbox.view_message"):
        return None
    now = timezone.now()
    found, is_silent = figures(now=now), not is_at_work(now=now)
    if not (found.dead or found.late or found.calls or is_silent):
        return None
    return HealthPanel(found, is_silent=is_silent)


def calls_panel(request: HttpRequest) -> Component | None:
    """Nothing where nobody is to be called, or for who can't note it."""
    if not request.user.has_perms(["outbox.view_message", "outbox.resend_message"]):
        return None
    rows = list(to_call()[:MOST_CALLS])
    return CallsPanel(rows) if rows else None


def _page(door: str, *keys: int) -> str:
    return reverse(f"outbox_message_modeladmin_{door}", args=keys)


def _register(**filters: str) -> str:
    return f"{_page('index')}?{urlencode(filters)}"
