"""The wizard's last steps: who comes, and the one button that books."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation

from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.utils.translation import gettext as _

from booking.actions.book import Agreed, Request, book_visit
from booking.actions.decide import needs_answer
from booking.actions.events import ONLINE
from booking.engine import calendar, rules
from booking.errors import Blocked, HoldExpired, PriceChanged
from booking.forms.contact import CONSENT, ContactForm
from booking.selectors.availability import salon_zone
from booking.selectors.itinerary import Stop, itinerary
from booking.selectors.sentences import in_words
from booking.selectors.visits import manage_token
from booking.views.counted import count_booked
from booking.views.journey import Journey, load_journey
from booking.views.steps import go_on, leave, render_step, show, shows, tally_of, who, wizard_step
from booking.views.wizard_time import refuse_start, take
from booking.wizard import BookingState, keep_draft, read_moment
from legal.selectors import privacy_url
from salon.cms.selectors import site_frame
from salon.cms.templatetags.salon_tags import duration, price
from salon.lib import dates, language, phone
from salon.lib.errors import Refusal

# Refusals of a booking that another answer than the time would change.
ON_STEP = {
    "service_unavailable": "services",
    "invalid_contact": "contact",
    "blocked": "review",
    "too_many_visits": "review",
    "rate_limited": "review",
}


# -- contact ------------------------------------------------------------------------------------------------------


@wizard_step("contact")
def contact(request: HttpRequest, journey: Journey) -> HttpResponseBase:
    if request.method != "POST":
        return show_contact(journey, None)
    form = ContactForm(request.POST)
    is_valid = form.is_valid()
    journey = journey.keep(**form.typed)
    if journey.state.start is None:
        return show("time", journey, HoldExpired())
    if request.POST.get("website"):
        # Only machines see this field. The neutral answer, in case a person's browser filled it in.
        return _contact_page(journey, form, in_words(Blocked()), Blocked.status)
    if not is_valid:
        return _contact_page(journey, form, "", 422)
    return _keep_held(journey)


@shows("contact")
def show_contact(journey: Journey, refusal: Refusal | None) -> HttpResponse:
    """Nobody is shown errors in fields that were not filled in yet."""
    typed = {name: getattr(journey.state, name) for name in ("name", "phone", "email", "note", "consent")}
    form = journey.contact_form if refusal else ContactForm(initial=typed)
    return _contact_page(journey, form, in_words(refusal) if refusal else "", refusal.status if refusal else 200)


def _contact_page(journey: Journey, form: ContactForm, notice: str, status: int) -> HttpResponse:
    context = {
        "form": form,
        "notice": notice,
        "privacy_url": privacy_url(journey.request),
        "when": _when(journey),
        "tally": tally_of(journey.settled) if journey.settled else None,
    }
    return render_step(journey, "contact", _("Your details"), context, status=status)


def _keep_held(journey: Journey) -> HttpResponse:
    """Go on; a hold that ran out while the client typed is silently taken again as long as nobody else has it."""
    start = journey.state.start
    if start is None or journey.held_until is not None:
        return go_on(journey)
    try:
        return go_on(take(journey, start))
    except Refusal as refusal:
        return refuse_start(journey.forget_start(), refusal, start)


# -- review -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Row:
    """A line of `components/receipt.html`."""

    label: str
    lines: Sequence[str]
    soft: str = ""
    url: str = ""
    total: bool = False


@wizard_step("review")
def review(request: HttpRequest, journey: Journey) -> HttpResponseBase:
    start = journey.state.start
    if request.method != "POST" or start is None or journey.wish is None:
        return show_review(journey, None)
    try:
        agreed = read_agreed(request.POST)
        visit = book_visit(_request(journey, agreed), by=ONLINE, now=journey.now)
    except PriceChanged as refusal:
        return _ask_again(journey, refusal, start)
    except Refusal as refusal:
        step = ON_STEP.get(refusal.code)
        return show(step, journey, refusal) if step else refuse_start(journey.forget_start(), refusal, start)
    count_booked(journey)
    # Nothing personal stays in the session once the visit has it.
    token = manage_token(visit)
    keep_draft(request.session, BookingState(journey.state.draft, token=token))
    return leave(request, token)


@shows("review")
def show_review(journey: Journey, refusal: Refusal | None) -> HttpResponse:
    state, total = journey.state, journey.kept_price()
    if state.end is None or total is None or journey.wish is None:
        return show("time", journey.forget_start(), refusal or HoldExpired())
    context = {
        "notice": in_words(refusal) if refusal else "",
        "rows": _rows(journey),
        "end": state.end.isoformat(),
        "amount": total.amount,
        "when": _when(journey),
        "until": _free_until(journey),
        "is_request": _is_request(journey),
        "answer_hours": journey.wish.rules.request_hours,
    }
    return render_step(journey, "review", _("Is everything right?"), context, status=refusal.status if refusal else 200)


def _rows(journey: Journey) -> list[Row]:
    state, frame, start, wish = journey.state, site_frame(journey.request), journey.local_start, journey.wish
    total = journey.kept_price()
    if start is None or state.end is None or wish is None or total is None:
        return []
    end = state.end.astimezone(salon_zone())
    town = f"{frame.salon.postcode} {frame.text.town}".strip()
    place = ", ".join(part for part in (frame.salon.street, town) if part)
    # The number as it will be kept, so that a wrong country is seen before it is too late.
    number = phone.shown(phone.e164(state.phone) or state.phone)
    person = [line for line in (state.name, number, state.email, state.note) if line]
    names = itinerary(_stops(journey)) or [journey.catalog.services[part.service].name for part in state.kept]
    minutes = calendar.minutes(end) - calendar.minutes(start)
    is_asked = "master" in journey.steps
    return [
        Row(_("What"), names, duration(minutes), state.url("services")),
        Row(_("With"), [who(journey)], url=state.url("master") if is_asked else ""),
        Row(_("When"), [dates.full(start), dates.between(start, end)], url=state.url("time")),
        *([Row(_("Where"), [place])] if place else []),
        Row(_("Your details"), person, url=state.url("contact")),
        Row(_("Price"), [price(total)], _("incl. VAT"), total=True),
    ]


def _is_request(journey: Journey) -> bool:
    """Whether what is sent from here will be a request."""
    form = journey.contact_form
    return journey.wish is not None and form.is_valid() and needs_answer(journey.wish, form.contact, by=ONLINE)


def _stops(journey: Journey) -> list[Stop]:
    """The held services as the client will meet them."""
    found = []
    for part in journey.state.kept:
        service, master = journey.catalog.services[part.service], journey.catalog.master(part.master)
        name = master.name if master and master.is_visible else ""
        rests = master is not None and service.offers[master.pk].work.rests
        found.append(Stop(part.start, service.name, name, rests))
    return found


def _request(journey: Journey, agreed: Agreed) -> Request:
    state, form = journey.state, journey.contact_form
    if state.start is None or journey.wish is None or not form.is_valid():
        raise HoldExpired
    return Request(
        draft=state.draft,
        wish=journey.wish,
        start=state.start,
        contact=form.contact,
        language=language.current(),
        note=form.cleaned_data["note"],
        agreed=agreed,
        consent=str(CONSENT),
        campaign=state.campaign,
        page=state.page,
        widget=state.widget,
    )


def _ask_again(journey: Journey, refusal: PriceChanged, start: datetime) -> HttpResponse:
    """Show what it would be now; another hold may have to be taken for it."""
    try:
        return show("review", take(load_journey(journey.request, journey.state), start), refusal)
    except Refusal as problem:
        return refuse_start(journey.forget_start(), problem, start)


def read_agreed(posted: QueryDict) -> Agreed:
    """Raises PriceChanged for anything that can't have stood on the page."""
    end = read_moment(posted.get("end", ""))
    try:
        amount = Decimal(posted.get("price", "")[:12])
    except InvalidOperation:
        raise PriceChanged from None
    if end is None or not amount.is_finite():
        raise PriceChanged
    return Agreed(end, amount)


def _when(journey: Journey) -> str:
    start = journey.local_start
    return f"{dates.short(start)}, {dates.at(start)}" if start else ""


def _free_until(journey: Journey) -> str:
    """Until when the client may cancel, free of charge or at all, as a sentence."""
    start, wish = journey.state.start, journey.wish
    if start is None or wish is None:
        return ""
    if _is_request(journey):
        return _("You can withdraw your request at any time.")
    sentences = {
        "free_cancel_hours": _("You can cancel free of charge until {date}, {time}."),
        "cancel_limit_hours": _("You can cancel until {date}, {time}, but it is noted as a late cancellation."),
    }
    for limit, sentence in sentences.items():
        hours = max(wish.rule(service, limit) for service in wish.services)
        last = calendar.moment(rules.last_change(calendar.minutes(start), hours)).astimezone(salon_zone())
        if last >= journey.now:
            return sentence.format(date=dates.long(last), time=dates.at(last))
    return _("This appointment is so soon that only a call can change it.")
