"""How the admin shows messages. Times are the salon's, whatever zone a member of staff has chosen."""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from salon.lib import dates
from salon.outbox.letter import Channel
from salon.outbox.models import CLIENT, DESK, State
from salon.outbox.subjects import UNKNOWN, Subject

ALL = _("All messages")
# A state is a sign and a word, never colour alone.
SIGNS = {
    State.QUEUED: "time",
    State.SENT: "check",
    State.DEAD: "warning",
    State.WITHDRAWN: "minus",
    State.DROPPED: "cross",
    State.CALL: "mobile-alt",
    State.CALLED: "success",
}
CHANNELS: Mapping[str, str | Promise] = {Channel.MAIL: _("Mail"), Channel.TELEGRAM: "Telegram"}
RECIPIENTS: Mapping[str, Promise] = {CLIENT: _("Client"), DESK: _("Reception")}


def local(at: datetime) -> datetime:
    return at.astimezone(ZoneInfo(settings.SALON_TIME_ZONE))


def moment(at: datetime | None) -> str:
    """ "Di 9. Juni, 10:00" for an aware time, with the year where it isn't the present one; empty for none."""
    if at is None:
        return ""
    here = local(at)
    year = "" if here.year == local(timezone.now()).year else f" {here.year}"
    return f"{dates.short(here.date())}{year}, {dates.clock(here)}"


def sortable(at: datetime | None) -> str:
    """ "2026-06-09 10:00" for an aware time: for spreadsheets; empty for none."""
    return f"{local(at):%Y-%m-%d %H:%M}" if at else ""


def recipient(of: str, subjects: Mapping[str, Subject]) -> str:
    """The client, the reception, or a master by her name."""
    return str(RECIPIENTS.get(of) or subjects.get(of, UNKNOWN).label or of)


def channel(of: str) -> str:
    return str(CHANNELS.get(of, of))
