"""A card in a master's chat never shows what is not true any more: it is written anew where it stands."""

from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext_lazy, gettext_noop

from booking.actions import notify
from booking.messages.staff import LEFT
from booking.messages.staff_letter import staff_sample, state_words
from booking.messages.staff_words import CARD, CHANGE
from booking.messages.taps import to_answer
from booking.messages.visits import gather
from booking.selectors.recipients import staff_reader
from booking.selectors.visits import visit_to_tell
from salon.outbox.compose import compose, for_staff
from salon.outbox.kinds import register
from salon.outbox.letter import ERASED, Address, Channel, Drop, Outcome
from salon.outbox.models import Message
from salon.outbox.selectors import sent_card
from salon.outbox.wording import Group, Wording

GONE = gettext_noop("There is no card any more.")
# No letter of its own, so no editor needs to know it.
STATE = Wording(
    "staff_card",
    gettext_lazy("To the salon: a card brought up to date"),
    Group(CHANGE.placeholders | {"state"}, staff_sample),
    subject="{state}",
    preheader="",
    heading="{state}",
    lines=(),
    buttons={},
    short=("{state}", *CARD, gettext_noop("Reason: {reason}"), gettext_noop("Answer by: {answer_by}")),
)


@register(notify.CARD, gettext_lazy("To the salon: a card brought up to date"), gather)
def staff_card(message: Message, now: datetime) -> Outcome:
    """Nothing where the card never came into a chat, was lost there, or the chat is hers no more."""
    card, reader = sent_card(message.context["card"]), staff_reader(message.recipient)
    if reader is None:
        return Drop(LEFT)
    if card is None or Address(Channel.TELEGRAM, card.sent_to) not in reader.to:
        return Drop(GONE)
    found = visit_to_tell(int(message.about_key), now=now, language=reader.language, to_staff=True)
    if found is None:
        return Drop(ERASED)
    _visit, view = found
    with translation.override(reader.language):
        return compose(
            STATE,
            [Address(Channel.TELEGRAM, card.sent_to)],
            state_words(STATE, view),
            why=for_staff(),
            taps=to_answer(view, reader.language) if view.is_open else (),
            instead_of=card.sent_as,
            otherwise=Drop(GONE),
        )
