"""Free time is offered to who waits for it: one after the other, each with the time kept for them alone.

The kept time is a hold like any other, so nobody else is offered or can book it. Who is asked, and what came of it,
stays in the entry's offers. An entry is always locked before masters.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from booking.actions.clients import Contact, check_welcome
from booking.actions.hold import keep
from booking.actions.planning import choose_plan
from booking.actions.taking_time import lock_masters, takes_time
from booking.engine import calendar
from booking.errors import Blocked, InvalidContact, TooManyVisits
from booking.models import BookingSettings, Hold, OfferState, WaitingEntry, WaitingOffer, WaitingState
from booking.selectors.availability import Window, today
from booking.selectors.catalog import load_catalog
from booking.selectors.waiting import (
    MISSED,
    MISSED_AT_MOST,
    free_starts,
    is_anybody_waiting,
    may_offer,
    missed,
    next_in_line,
    offer_until,
    window_for,
    wish_of_entry,
)
from booking.selectors.wishes import Wish, booking_rules
from salon.lib.errors import Refusal
from salon.outbox.actions.write import Draft, write
from salon.outbox.selectors import is_waiting

# The kind of message that carries an offer.
OFFERED = "waiting_offer"
# In one run: entries that are looked at, and starts that are tried for one of them if others are faster.
ENTRIES_AT_MOST, TRIES_AT_MOST = 1000, 3


def offer_free_time(*, now: datetime) -> int:
    """End what is past, then offer what is free to who waits for it, longest first; returns how many offers were made.

    Nobody is written to by night, and nobody is offered the same time twice. Safe to run twice at once. One query
    where nobody waits; else the search costs the same however many wait, and each offer made costs its own.
    """
    if not is_anybody_waiting():
        return 0
    _end_what_is_past(now)
    rules = booking_rules()
    return _offer_in_turn(rules, now) if may_offer(rules, now) else 0


def end_offer(offer: WaitingOffer, state: OfferState, *, now: datetime) -> None:
    """Give an open offer of a locked entry an end, and its time back; one missed too often ends the entry.

    The hold goes first, as with whoever sweeps holds: two in another order would wait for each other.
    """
    Hold.objects.filter(offer=offer).delete()
    offer.hold, offer.state = None, state
    offer.answered_at = None if state == OfferState.EXPIRED else now
    offer.save(update_fields=["hold", "state", "answered_at"])
    entry = offer.entry
    if state in MISSED and missed(entry.offers.all()) >= MISSED_AT_MOST:
        entry.state = WaitingState.OVER
        entry.save(update_fields=["state"])


def lock_entry(entry_id: int) -> WaitingEntry | None:
    """The entry, locked until the end of the transaction; None where there is none."""
    return WaitingEntry.objects.select_for_update(no_key=True).filter(pk=entry_id).first()


def contact_of_entry(entry: WaitingEntry) -> Contact:
    """Raises InvalidContact for an erased one."""
    return Contact(entry.contact_name, entry.contact_phone, entry.contact_email)


def hold_key(offer_id: int) -> str:
    """The key of an offer's hold, and of the visit that comes of it."""
    return f"offer-{offer_id}"


def about_offer(offer_id: int) -> str:
    """What a message about an offer is about."""
    return f"offer:{offer_id}"


def _end_what_is_past(now: datetime) -> None:
    is_open = Q(state=OfferState.OPEN)
    past = WaitingOffer.objects.filter(is_open, expires_at__lte=now).order_by("expires_at")
    for offer_id, entry_id in list(past.values_list("pk", "entry_id")):
        _expire(offer_id=offer_id, entry_id=entry_id, now=now)
    asked = Exists(WaitingOffer.objects.filter(is_open, entry=OuterRef("pk")))
    over = WaitingEntry.objects.filter(~asked, state=WaitingState.WAITING, last_day__lt=today(now))
    over.update(state=WaitingState.OVER)


@takes_time
def _expire(*, offer_id: int, entry_id: int, now: datetime) -> None:
    lock_entry(entry_id)
    offer = WaitingOffer.objects.filter(pk=offer_id, state=OfferState.OPEN).select_related("entry").first()
    # Else it was answered since it was found.
    if offer is None:
        return
    if not is_waiting(kind=OFFERED, about=about_offer(offer.pk)):
        end_offer(offer, OfferState.EXPIRED, now=now)
        return
    # The mail server was away: an offer that nobody heard of was none, and they keep their place in the line.
    Hold.objects.filter(offer=offer).delete()
    offer.delete()


def _offer_in_turn(rules: BookingSettings, now: datetime) -> int:
    entries = next_in_line(ENTRIES_AT_MOST)
    wishes = dict(_wishes(entries, rules)) if entries else {}
    asked = [entry for entry in entries if entry.pk in wishes]
    made, window = 0, None
    for entry in asked:
        window = window or window_for(wishes, asked, now=now)
        if window is None:
            break
        if _offer_first(entry, wishes[entry.pk], window, now):
            made += 1
            # What was free is no longer so.
            window = None
    return made


def _wishes(entries: Sequence[WaitingEntry], rules: BookingSettings) -> Iterator[tuple[int, Wish]]:
    """By the entry's id; whose services or master can't be had at the moment waits on."""
    catalog = load_catalog()
    for entry in entries:
        try:
            yield entry.pk, wish_of_entry(entry, catalog, rules)
        except Refusal:
            continue


def _offer_first(entry: WaitingEntry, wish: Wish, window: Window, now: datetime) -> bool:
    """Offer the first start that can be had; whether there was one."""
    for tries, start in enumerate(free_starts(entry, wish, window, now=now)):
        if tries == TRIES_AT_MOST:
            break
        try:
            return _offer(entry_id=entry.pk, wish=wish, start=start, now=now)
        except (Blocked, TooManyVisits, InvalidContact):
            # They could not book it.
            break
        except Refusal:
            # Lost since it was looked for.
            continue
    return False


@takes_time
def _offer(*, entry_id: int, wish: Wish, start: datetime, now: datetime) -> bool:
    """Keep a start for an entry and write to it, in one transaction; False where it was just asked or has left."""
    entry = lock_entry(entry_id)
    if entry is None or entry.state != WaitingState.WAITING or _was_asked(entry, start):
        return False
    check_welcome(contact_of_entry(entry), max_open=wish.rules.max_open_visits, now=now)
    choice = choose_plan(wish, start, lock_masters(wish.candidates, now=now), now=now)
    until = offer_until(wish.rules, start, now)
    offer = WaitingOffer.objects.create(
        entry=entry, start=start, end=calendar.moment(choice.plan.end), offered_at=now, expires_at=until
    )
    offer.hold = keep(hold_key(offer.pk), choice, since=now, until=until)
    offer.save(update_fields=["hold"])
    write(Draft(OFFERED, about_offer(offer.pk), now), now=now)
    return True


def _was_asked(entry: WaitingEntry, start: datetime) -> bool:
    """Whether there is an open offer, or this start was, or lay inside, an earlier one."""
    return entry.offers.filter(Q(state=OfferState.OPEN) | Q(start__lte=start, end__gt=start)).exists()
