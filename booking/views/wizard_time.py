"""The wizard's question "when?": choosing a start takes the hold."""

from datetime import date, datetime

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from booking.actions.hold import hold_start
from booking.engine import calendar
from booking.errors import SlotTaken
from booking.selectors.availability import salon_zone
from booking.selectors.free_time import FreeTime, find_free_time
from booking.selectors.holds import read_plan
from booking.selectors.sentences import in_words
from booking.selectors.wishes import Wish
from booking.views.counted import count_search
from booking.views.empty_day import empty_day, waiting_url
from booking.views.journey import Journey
from booking.views.steps import go_on, render_step, show, shows, tally_of, wizard_step
from booking.views.time_page import build_time_page, slot_of
from booking.wizard import KeptPart, read_day, read_moment
from salon.cms.selectors import site_frame
from salon.lib import dates
from salon.lib.errors import Refusal
from salon.lib.visitor_address import address_of

# Refusals of a start that are better answered by another step than by another time.
ELSEWHERE = {"service_unavailable": "services"}


@wizard_step("time")
def time(request: HttpRequest, journey: Journey) -> HttpResponseBase:
    if request.method != "POST":
        return show_time(journey, None)
    start = read_moment(request.POST.get("start", ""))
    if start is None:
        return _time_page(journey, notice=_("Please choose a time."), status=422)
    try:
        return go_on(take(journey, start))
    except Refusal as refusal:
        return refuse_start(journey, refusal, start)


@shows("time")
def show_time(journey: Journey, refusal: Refusal | None) -> HttpResponse:
    return _time_page(journey, notice=in_words(refusal) if refusal else "", status=refusal.status if refusal else 200)


def take(journey: Journey, start: datetime) -> Journey:
    """Hold a start (aware) for the draft, whatever it held before. Raises what `hold_start` refuses."""
    wish = _wish(journey)
    hold = hold_start(
        draft=journey.state.draft, wish=wish, start=start, address=address_of(journey.request), now=journey.now
    )
    plan, masters = read_plan(hold), journey.catalog.masters
    kept = tuple(
        KeptPart(
            wish.services[part.need].slug,
            masters[part.master].slug,
            calendar.moment(part.start),
            calendar.moment(part.end),
        )
        for part in plan.parts
    )
    local_day = calendar.local_date(plan.start, salon_zone())
    return journey.keep(start=calendar.moment(plan.start), day=local_day, kept=kept, kept_until=hold.held_until)


def refuse_start(journey: Journey, refusal: Refusal, start: datetime) -> HttpResponse:
    """Say why a start (aware) can't be had, on the step where something can be done about it."""
    step = ELSEWHERE.get(refusal.code)
    if step:
        return show(step, journey, refusal)
    return _time_page(journey, notice=in_words(refusal), status=refusal.status, refusal=refusal, start=start)


def _wish(journey: Journey) -> Wish:
    """Raises what stands in the way of the wish."""
    if journey.wish is None:
        raise journey.problem or SlotTaken
    return journey.wish


def _time_page(
    journey: Journey,
    *,
    notice: str = "",
    status: int = 200,
    refusal: Refusal | None = None,
    start: datetime | None = None,
) -> HttpResponse:
    if journey.broad is None or journey.wish is None:
        return redirect(journey.state.url(journey.first_unfinished()))
    state = journey.state
    free = find_free_time(journey.wish, now=journey.now, except_hold=state.draft, also=journey.broad)
    lost = start if isinstance(refusal, SlotTaken) else None
    page = build_time_page(
        free,
        day=_day(free, start) or state.day,
        begin=read_day(journey.request.GET.get("from", "")),
        url=lambda day, begin: state.url("time", day=day, begin=begin),
        lost=lost,
    )
    count_search(journey, free, page.day)
    nearest = free.nearest(lost) if lost else []
    context = {
        "page": page,
        "waiting_url": waiting_url(journey, page.day) if page.groups else "",
        "empty": None if page.groups else empty_day(journey, free, journey.broad, page.day),
        "notice": notice,
        "nearest": [slot_of(one, with_day=_day(free, calendar.moment(one.at)) != page.day) for one in nearest],
        "lost": _said(lost) if lost else "",
        "town": site_frame(journey.request).text.town,
        "tally": tally_of(journey.wish, submit=False),
    }
    return render_step(journey, "time", _("Choose a time"), context, status=status)


def _said(start: datetime) -> str:
    local = start.astimezone(salon_zone())
    return f"{dates.long(local)}, {dates.at(local)}"


def _day(free: FreeTime, start: datetime | None) -> date | None:
    """The local day of a start, if it lies within what can be shown."""
    day = start.astimezone(salon_zone()).date() if start else None
    return day if day and free.window.first <= day <= free.window.last else None
