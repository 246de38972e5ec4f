"""The outbox's own message: to the desk, about those that could not be delivered."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext, gettext_lazy, ngettext
from django.utils.translation import gettext_noop as _

from salon.cms.place import salon_place
from salon.lib import language
from salon.outbox.actions.dead_letters import DEAD_LETTERS, reported_since
from salon.outbox.kinds import register
from salon.outbox.letter import NO_MAILBOX, Address, Button, Channel, Drop, Letter, Outcome
from salon.outbox.models import Message, State
from salon.outbox.selectors import dead_since, own_words
from salon.outbox.wording import Group, Wording, fill, wording

NONE_LEFT = _("There are none any more.")


def sample(of: Wording) -> Letter:
    return _letter(of, 2, language.current(), "salon@example.org")


UNDELIVERED = wording(
    "dead_letters",
    gettext_lazy("To the salon: messages that could not be delivered"),
    Group(frozenset({"count_text"}), sample),
    subject=_("Not delivered: {count_text}"),
    preheader=_("Please see who has to be called."),
    heading=_("Some messages could not be delivered"),
    lines=[
        _("{count_text} could not be delivered and will not be tried again."),
        _("The list says why. You can send each one again, or call."),
    ],
    buttons={"admin": _("Open the messages")},
)


@register(DEAD_LETTERS, gettext_lazy("To the salon: messages that could not be delivered"))
def dead_letters(message: Message, now: datetime) -> Outcome:
    """How many were given up until it was due; nothing where somebody has looked after them all."""
    count = dead_since(reported_since(message.due_at)).count()
    place = salon_place(settings.LANGUAGE_CODE)
    if not count:
        return Drop(NONE_LEFT)
    if not place.email:
        return Drop(NO_MAILBOX)
    with translation.override(settings.LANGUAGE_CODE):
        return _letter(UNDELIVERED, count, settings.LANGUAGE_CODE, place.email)


def _letter(of: Wording, count: int, code: str, to: str) -> Letter:
    """In the active language."""
    place = salon_place()
    facts: dict[str, Any] = {
        **place.words,
        "count_text": ngettext("{n} message", "{n} messages", count).format(n=count),
    }
    filled = fill(of, facts, own_words(of.key))
    url = f"{settings.SALON_URL}{reverse('outbox_message_modeladmin_index')}?state__exact={State.DEAD}"
    return Letter(
        to=[Address(Channel.MAIL, to)],
        language=code,
        words=filled,
        greeting="",
        why=gettext("This message goes to the people of the salon."),
        buttons=[Button(filled.buttons["admin"], url)],
    )
