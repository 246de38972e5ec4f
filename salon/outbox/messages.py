"""The outbox's own messages to the desk: about those that could not be delivered, and the test that mail arrives."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy, ngettext
from django.utils.translation import gettext_noop as _

from salon.cms.place import salon_place
from salon.lib.urls import absolute
from salon.outbox.actions.dead_letters import DEAD_LETTERS, reported_since
from salon.outbox.actions.mail_test import MAIL_TEST
from salon.outbox.compose import compose, for_staff
from salon.outbox.kinds import register
from salon.outbox.letter import NO_MAILBOX, Drop, Letter, Outcome
from salon.outbox.models import Message, State
from salon.outbox.selectors import dead_since
from salon.outbox.wording import Group, Wording, wording

NONE_LEFT = _("There are none any more.")


def sample(of: Wording) -> Letter:
    return _letter(of, 2, "salon@example.org")


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


TEST = wording(
    "mail_test",
    gettext_lazy("To the salon: a test"),
    Group(frozenset(), lambda of: compose(of, "salon@example.org", {}, why=for_staff())),
    subject=_("Mail from your website arrives"),
    preheader=_("This is a test."),
    heading=_("Mail from your website arrives"),
    lines=[_("Somebody pressed “Send a test message” in the admin of the website. There is nothing to do.")],
    buttons={},
)


@register(MAIL_TEST, gettext_lazy("To the salon: a test"))
def test_mail(message: Message, now: datetime) -> Outcome:
    place = salon_place(settings.LANGUAGE_CODE)
    if not place.email:
        return Drop(NO_MAILBOX)
    with translation.override(settings.LANGUAGE_CODE):
        return compose(TEST, place.email, {}, why=for_staff())


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
        return _letter(UNDELIVERED, count, place.email)


def _letter(of: Wording, count: int, to: str) -> Letter:
    """In the active language."""
    register_of_messages = absolute(reverse("outbox_message_modeladmin_index"))
    return compose(
        of,
        to,
        {"count_text": ngettext("{n} message", "{n} messages", count).format(n=count)},
        urls={"admin": lambda: f"{register_of_messages}?state__exact={State.DEAD}"},
        why=for_staff(),
    )
