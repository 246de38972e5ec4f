"""The way into the wizard that begins with a day: first the calendar, then what is free on it."""

from collections.abc import Sequence
from datetime import date

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from booking.selectors.open_days import OpenDays, find_open_days, last_day_of, single_wishes
from booking.selectors.sentences import why_empty
from booking.views.empty_day import next_free_day
from booking.views.journey import Journey
from booking.views.steps import render_step, wizard_step
from booking.views.time_page import build_strip, free_times, strip_of
from booking.views.wizard import CategoryChoice, asked_master, cards_of, sum_of
from booking.wizard import read_day
from salon.lib import dates


@wizard_step("services")
def day(request: HttpRequest, journey: Journey) -> HttpResponseBase:
    """The services that are free on a day; they are chosen at the wizard's own question, which keeps the day."""
    if request.method == "POST":
        return redirect(journey.state.url("day"))
    state, master = journey.state, asked_master(journey)
    wishes = single_wishes(journey.catalog, journey.rules, master.pk if master else None)
    begin = read_day(request.GET.get("from", ""))
    # Whoever turns the leaf wants to see its first free day.
    wanted = None if begin else state.day
    first, last = journey.now_day, last_day_of(wishes, journey.now)
    strip = strip_of(begin or wanted or first, first, last)
    free = find_open_days(wishes, *strip, now=journey.now)
    shown = wanted if wanted and strip[0] <= wanted <= strip[1] else next(iter(free.by_day), strip[0])
    categories = _free_on(journey, free, shown)
    context = {
        "strip": build_strip(free, shown, begin, lambda day, begin: state.url("day", day=day, begin=begin)),
        "title_of_day": dates.long(shown),
        "categories": categories,
        "master": master,
        "any_master_url": state.url("day", master="", masters=(), day=shown),
        "answer_url": state.url("services", day=shown),
        "services_url": state.url("services"),
        "empty": "" if categories else _why(free, shown, journey),
        "ways": [] if categories else list(next_free_day(free, shown, lambda found: state.url("day", day=found))),
        "tally": _sum(categories),
    }
    return render_step(journey, "services", _("Choose a day"), context, page="day")


def _free_on(journey: Journey, free: OpenDays, day: date) -> list[CategoryChoice]:
    """What has a free start on a local day, each with how many; as far as it was chosen already, ticked."""
    found = {slug: len(starts.on(day)) for slug, starts in free.of.items()}
    notes = {slug: free_times(number) for slug, number in found.items() if number}
    master, chosen = asked_master(journey), journey.state.services
    return [
        CategoryChoice(category.slug, category.name, cards_of(services, master, chosen, notes))
        for category in journey.categories
        if (services := [service for service in category.services if service.slug in notes])
    ]


def _sum(categories: Sequence[CategoryChoice]) -> dict[str, object] | None:
    """What is ticked so far; None where there is nothing to tick."""
    picked = [card for category in categories for card in category.services if card.is_chosen]
    return sum_of(picked) if categories else None


def _why(free: OpenDays, day: date, journey: Journey) -> str:
    if free.is_closed(day):
        return why_empty(free.closure_on(day), journey.catalog.masters)
    return _("Nothing is free on this day.")
