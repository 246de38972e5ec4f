"""The mail with the way into "my visits". Its token is made here, at delivery, and stands nowhere but in the mail."""

from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext, gettext_lazy, ngettext
from django.utils.translation import gettext_noop as _

from booking.actions.account import MAGIC_LINK, MINUTES, FreshLink, renew_link
from booking.messages.sample import TOKEN
from salon.lib import language
from salon.lib.urls import absolute
from salon.outbox.compose import compose, greeting
from salon.outbox.kinds import register
from salon.outbox.letter import Drop, Letter, Outcome
from salon.outbox.models import Message
from salon.outbox.wording import Group, Wording, wording

# Whoever asked so long ago has given up, or asked again.
STALE_AFTER = timedelta(hours=2)
STALE = _("Nobody waits for this link any more.")
UNKNOWN = _("Nobody is known by this address.")


def sample(of: Wording) -> Letter:
    return _letter(of, FreshLink("katharina@example.org", language.current(), TOKEN))


ACCESS = wording(
    "magic_link",
    gettext_lazy("Access to my appointments"),
    Group(frozenset({"minutes_text"}), sample),
    subject=_("Access to your appointments"),
    preheader=_("The link works once and only for a short time."),
    heading=_("Open your appointments"),
    lines=[
        _("This link shows your appointments and data. It is valid for {minutes_text} and works once."),
        _("If you did not ask for it, simply delete this message."),
    ],
    buttons={"login": _("Open my appointments")},
)


@register(MAGIC_LINK, gettext_lazy("Access to my appointments"))
def magic_link(message: Message, now: datetime) -> Outcome:
    """Nothing where nobody is known by the address. Each try carries a token of its own; the last one counts."""
    if now - message.created_at > STALE_AFTER and not message.resends:
        return Drop(STALE)
    fresh = renew_link(link_id=int(message.about_key), now=now)
    if fresh is None:
        return Drop(UNKNOWN)
    with translation.override(fresh.language):
        return _letter(ACCESS, fresh)


def _letter(of: Wording, fresh: FreshLink) -> Letter:
    """In the active language."""
    return compose(
        of,
        fresh.email,
        {"minutes_text": ngettext("{n} minute", "{n} minutes", MINUTES).format(n=MINUTES)},
        urls={"login": lambda: absolute(reverse("booking:account_enter", args=[fresh.token]))},
        greeting=greeting(),
        why=gettext("You are receiving this message because somebody entered your address on our website."),
    )
