"""What the contact form writes: a receipt to whoever wrote, and the message to the desk. Found by the outbox."""

import re
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext_noop as _

from home.actions import CONTACT_RECEIPT, STAFF_NEW_CONTACT
from salon.cms.place import salon_place
from salon.lib import language
from salon.lib.urls import absolute
from salon.outbox.compose import compose, for_staff, greeting
from salon.outbox.kinds import register
from salon.outbox.letter import ERASED, NO_MAILBOX, Drop, Letter, Outcome
from salon.outbox.models import Message
from salon.outbox.wording import Group, Wording, wording

SAMPLE = {
    "de": ("Katharina Vogel", "Frage zu Balayage", "Wie lange dauert eine Balayage bei langem Haar?"),
    "ru": ("Екатерина Соколова", "Вопрос о балаяже", "Сколько времени занимает балаяж на длинные волосы?"),
    "uk": ("Катерина Соколенко", "Питання про балаяж", "Скільки часу триває балаяж на довге волосся?"),
    "en": ("Catherine Fowler", "A question about balayage", "How long does balayage take on long hair?"),
}


def sample(of: Wording) -> Letter:
    facts = dict(zip(("sender", "topic", "message"), SAMPLE[language.current()], strict=True))
    return _letter(of, facts, "katharina@example.org")


CONTACT = Group(frozenset({"sender", "topic", "message"}), sample)
RECEIPT = wording(
    "contact_receipt",
    gettext_lazy("Message received"),
    CONTACT,
    subject=_("We have received your message"),
    preheader=_("We will reply within one working day."),
    heading=_("Thank you for your message"),
    lines=[
        _("We have your message and will reply within one working day."),
        _("Your text, for your records: {message}"),
    ],
)
NEW_CONTACT = wording(
    "staff_new_contact",
    gettext_lazy("To the salon: message from the website"),
    CONTACT,
    subject=_("New message: {topic}"),
    preheader=_("From {sender}"),
    heading=_("New message from the website"),
    lines=[_("From: {sender}"), _("Topic: {topic}"), "{message}"],
    buttons={"admin": _("Open the desk")},
)


# Of the text in a receipt so many characters: enough to know it again.
QUOTED = 300
# What mailboxes make links of: a dot before a letter, a scheme, an address.
LINKED = re.compile(r"[.。．｡@](?=[^\W\d_])|:(?=//)")


@register(CONTACT_RECEIPT, gettext_lazy("Message received"))
def contact_receipt(message: Message, now: datetime) -> Outcome:
    """Anybody can type anybody's address: nothing in it can be pressed, and it is short."""
    facts = message.context
    if not facts.get("email"):
        return Drop(ERASED)
    harmless = {name: quoted(facts[name]) for name in ("sender", "topic", "message")}
    with translation.override(facts["language"]):
        return _letter(RECEIPT, harmless, facts["email"])


def quoted(typed: str) -> str:
    """Shortened, and with a blank where a mailbox would see an address of the web."""
    short = f"{typed[:QUOTED].rstrip()} …" if len(typed) > QUOTED else typed
    return LINKED.sub(r"\g<0> ", short)


@register(STAFF_NEW_CONTACT, gettext_lazy("To the salon: message from the website"))
def staff_new_contact(message: Message, now: datetime) -> Outcome:
    if not message.context:
        return Drop(ERASED)
    to = salon_place(settings.LANGUAGE_CODE).email
    if not to:
        return Drop(NO_MAILBOX)
    with translation.override(settings.LANGUAGE_CODE):
        return _letter(NEW_CONTACT, message.context, to)


def _letter(of: Wording, facts: dict[str, Any], to: str) -> Letter:
    """In the active language; `facts`: sender, topic and message as typed."""
    is_internal = of is NEW_CONTACT
    why = gettext("You are receiving this message because you wrote to us on our website.")
    return compose(
        of,
        to,
        {name: facts[name] for name in ("sender", "topic", "message")},
        urls={"admin": lambda: absolute(reverse("wagtailadmin_home"))},
        greeting="" if is_internal else greeting(),
        why=for_staff() if is_internal else why,
        # "Reply" in the salon's mailbox answers whoever wrote.
        reply_to=str(facts.get("email", "")) if is_internal else "",
    )
