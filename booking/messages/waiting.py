"""What the waiting list writes: that somebody is on it, and that a time has opened up."""

from collections.abc import Sequence
from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext_noop as _

from booking.actions.waiting import OFFERED
from booking.actions.waiting_place import JOINED
from booking.messages.compose import table
from booking.messages.sample import sample_entry
from booking.selectors.waiting import SHORTEST_OFFER
from booking.selectors.waiting_card import (
    EntryView,
    OfferView,
    entry_of_offer,
    entry_to_write_to,
    view_entry,
    waiting_url,
)
from salon.cms.place import Place, salon_place
from salon.lib import dates, duration, money
from salon.outbox.compose import compose, greeting
from salon.outbox.kinds import register
from salon.outbox.letter import Drop, Fact, Letter, Outcome
from salon.outbox.models import Message
from salon.outbox.wording import Group, Wording, wording

NOT_WAITING = _("They no longer wait.")
ANSWERED = _("The offer was answered or has run out.")


def sample(of: Wording) -> Letter:
    return _letter(of, sample_entry(with_offer=of.key == "waiting_list_offer"))


WAITING = Group(frozenset({"client_name", "services", "master", "date", "time", "expires", "price", "days"}), sample)
ON_THE_LIST = wording(
    "waiting_joined",
    gettext_lazy("On the waiting list"),
    WAITING,
    subject=_("You are on the waiting list"),
    preheader=_("We will write as soon as a time opens up."),
    heading=_("You are on the waiting list"),
    lines=[_("We will write as soon as a time opens up. It is then kept just for you for a while.")],
    buttons={"place": _("View or leave the waiting list")},
)
OFFER = wording(
    "waiting_list_offer",
    gettext_lazy("Offer to the waiting list"),
    WAITING,
    subject=_("A time has opened up: {date}, {time}"),
    preheader=_("It is kept for you until {expires}."),
    heading=_("A time has opened up"),
    lines=[
        _("You were on our waiting list. We are keeping this time just for you until {expires}."),
        _("After that we will offer it to the next person."),
    ],
    buttons={"place": _("View this time")},
)


@register(JOINED, gettext_lazy("On the waiting list"))
def waiting_joined(message: Message, now: datetime) -> Outcome:
    """Nothing where they have left or booked before it could leave."""
    entry = entry_to_write_to(int(message.about_key))
    if entry is None:
        return Drop(NOT_WAITING)
    with translation.override(entry.language):
        return _letter(ON_THE_LIST, view_entry(entry, now=now))


@register(OFFERED, gettext_lazy("Offer to the waiting list"))
def waiting_offer(message: Message, now: datetime) -> Outcome:
    """Nothing where it was answered or has run out before it could leave."""
    offer_id = int(message.about_key)
    entry = entry_of_offer(offer_id)
    if entry is None:
        return Drop(NOT_WAITING)
    with translation.override(entry.language):
        view = view_entry(entry, now=now)
        if view.offer is None or view.offer.pk != offer_id or view.offer.until - now < SHORTEST_OFFER:
            return Drop(ANSWERED)
        return _letter(OFFER, view)


def _letter(of: Wording, view: EntryView) -> Letter:
    """In the active language."""
    offer = view.offer
    words = {
        "client_name": view.name,
        "services": ", ".join(view.services),
        "master": view.master,
        "days": dates.span(*view.days),
        **(_offer_words(offer) if offer else {}),
    }
    return compose(
        of,
        view.email,
        words,
        urls={"place": lambda: waiting_url(view)},
        greeting=greeting(view.name),
        why=gettext("You are receiving this message because you are on our waiting list."),
        facts=_offer_facts(offer, salon_place()) if offer else _wish_facts(view),
    )


def _offer_words(offer: OfferView) -> dict[str, str]:
    return {
        "master": offer.masters,
        "date": dates.long(offer.start),
        "time": dates.at(offer.start),
        "expires": dates.moment(offer.until),
        "price": money.quoted(offer.price.amount, is_from=offer.price.is_from),
    }


def _wish_facts(view: EntryView) -> Sequence[Fact]:
    who = [Fact(gettext("With"), [view.master])] if view.master else []
    return [Fact(gettext("When"), [dates.span(*view.days)]), Fact(gettext("What"), view.services), *who]


def _offer_facts(offer: OfferView, place: Place) -> Sequence[Fact]:
    several = list(offer.itinerary)
    when = [dates.full(offer.start), dates.between(offer.start, offer.end)]
    what = several or [f"{offer.services}, {duration.span(offer.minutes)}"]
    return table(when, what, "" if several else offer.masters, place, offer.price)
