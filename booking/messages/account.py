"""The mail with the way into "my visits". Its token is made here, at delivery, and stands nowhere but in the mail."""

from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext, ngettext

from booking.actions.account import MAGIC_LINK, MINUTES, renew_link
from booking.selectors.visit_card import salon_place
from salon.outbox.kinds import Letter, register
from salon.outbox.models import Message


@register(MAGIC_LINK)
def magic_link(message: Message, now: datetime) -> Letter | None:
    """Nothing where nobody is known by the address. Each try carries a token of its own; the last one counts."""
    fresh = renew_link(link_id=int(message.about.removeprefix(f"{MAGIC_LINK}:")), now=now)
    if fresh is None:
        return None
    with translation.override(fresh.language):
        context = {
            "place": salon_place(),
            "enter_url": settings.SALON_URL + reverse("booking:account_enter", args=[fresh.token]),
            "minutes": ngettext("{n} minute", "{n} minutes", MINUTES).format(n=MINUTES),
        }
        return Letter(
            to=fresh.email,
            subject=gettext("Access to your appointments"),
            text=render_to_string("booking/mail/magic_link.txt", context),
        )
