"""What can be pressed below a message in a chat. The bot gets a word and the visit's id, and the site decides anew.

Only where there is a bot that listens (`settings.TELEGRAM_BOT_NAME`). Labels are made when the letter is written, in
its language.
"""

from collections.abc import Sequence

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_noop as _

from booking.selectors.visit_view import VisitView
from salon.lib.links import spell_id
from salon.outbox.letter import Tap

SHOW, COMING, MOVE, CANCEL = "v", "ok", "mv", "cx"
APPROVE, DECLINE, CARD = "ap", "dc", "cd"
LABELS = {
    SHOW: _("My appointment"),
    COMING: _("I will be there"),
    MOVE: _("Move"),
    CANCEL: _("Cancel appointment"),
    APPROVE: _("Approve"),
    DECLINE: _("Decline"),
    CARD: _("Show"),
}
Rows = Sequence[Sequence[Tap]]


def taps(view: VisitView, *rows: Sequence[str], language: str = "") -> Rows:
    """Rows of buttons about a visit, in its language or another one; none where no bot listens."""
    if not settings.TELEGRAM_BOT_NAME:
        return ()
    about = spell_id(view.public_id)
    with translation.override(language or view.language):
        return [[Tap(translation.gettext(LABELS[what]), f"{what}:{about}") for what in row] for row in rows]


def to_change(view: VisitView) -> Rows:
    """What a client may still do with a visit."""
    possible = [what for what, until in ((MOVE, view.move_until), (CANCEL, view.cancel_until)) if until]
    return taps(view, *([possible] if possible else []), [SHOW])


def to_answer(view: VisitView, language: str) -> Rows:
    """A request is answered with one tap; everything else is shown."""
    return taps(view, [APPROVE, DECLINE] if view.decide_until else [CARD], language=language)
