"""What the waiting list writes: that somebody is on it, and that a time has opened up."""

from collections.abc import Mapping
from datetime import datetime

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from booking.actions.waiting import OFFERED
from booking.actions.waiting_place import JOINED
from booking.selectors.visit_card import salon_place
from booking.selectors.waiting_card import EntryView, entry_of_offer, entry_to_write_to, view_entry, waiting_url
from salon.lib import dates
from salon.outbox.kinds import Letter, register
from salon.outbox.models import Message


@register(JOINED)
def waiting_joined(message: Message, now: datetime) -> Letter | None:
    """Nothing where they have left or booked before it could leave."""
    entry = entry_to_write_to(_number(message))
    if entry is None:
        return None
    with translation.override(entry.language):
        return _letter(view_entry(entry, now=now), "waiting_joined", _("You are on the waiting list"))


@register(OFFERED)
def waiting_offer(message: Message, now: datetime) -> Letter | None:
    """Nothing where it was answered or has run out before it could leave."""
    offer_id = _number(message)
    entry = entry_of_offer(offer_id)
    if entry is None:
        return None
    with translation.override(entry.language):
        view = view_entry(entry, now=now)
        offer = view.offer
        if offer is None or offer.pk != offer_id:
            return None
        subject = _("A time has opened up: {date}, {time}")
        subject = subject.format(date=dates.long(offer.start), time=dates.at(offer.start))
        return _letter(view, "waiting_offer", subject, {"offer": offer})


def _number(message: Message) -> int:
    """The id in what the message is about: "waiting:7", "offer:12"."""
    return int(message.about.partition(":")[2])


def _letter(view: EntryView, name: str, subject: str, facts: Mapping[str, object] | None = None) -> Letter:
    """In the active language."""
    context = {"entry": view, "place": salon_place(), "entry_url": waiting_url(view), **(facts or {})}
    return Letter(to=view.email, subject=subject, text=render_to_string(f"booking/mail/{name}.txt", context))
