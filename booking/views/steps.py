"""What all steps of the wizard share: the way in, the frame around the question, the way on."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from django.views.decorators.vary import vary_on_headers
from django_htmx.http import HttpResponseClientRedirect

from booking.errors import HoldExpired, InvalidContact, MasterUnavailable, ServiceUnavailable
from booking.selectors.wishes import Wish
from booking.views.counted import count_step
from booking.views.journey import STEP_TITLES, Journey, load_journey
from booking.views.way_in import find_or_begin
from booking.wizard import STEPS, keep_draft
from salon.cms.templatetags.salon_tags import duration, price
from salon.lib import dates
from salon.lib.errors import Refusal

Step = Callable[[HttpRequest, Journey], HttpResponseBase]
Show = Callable[[Journey, Refusal | None], HttpResponse]

PAGE, SWAP = "wizard_base.html", "booking/wizard/swap.html"
# How each step is shown, with or without a refusal, and how an answer to it is taken; filled by the steps themselves.
_shown: dict[str, Show] = {}
_answered: dict[str, Step] = {}


def shows(step: str) -> Callable[[Show], Show]:
    """Register how a step is shown, so that any other step can lead there with a refusal."""

    def register(show: Show) -> Show:
        _shown[step] = show
        return show

    return register


def show(step: str, journey: Journey, refusal: Refusal | None = None) -> HttpResponse:
    """A step's page; with a refusal it says so and carries its status."""
    return _shown[step](journey, refusal)


def answer(step: str, journey: Journey) -> HttpResponseBase:
    """Take what was posted as the answer to a step, wherever its question stood."""
    return _answered[step](journey.request, journey)


def wizard_step(step: str) -> Callable[[Step], Callable[[HttpRequest], HttpResponseBase]]:
    """A view of the wizard: finds the draft, sends on whoever has booked already or left something open before."""

    def wrap(view: Step) -> Callable[[HttpRequest], HttpResponseBase]:
        _answered[view.__name__] = view

        @never_cache
        @vary_on_headers("HX-Request", "HX-History-Restore-Request")
        @require_http_methods(["GET", "HEAD", "POST"])
        @wraps(view)
        def run(request: HttpRequest) -> HttpResponseBase:
            state, is_new = find_or_begin(request)
            if state.token:
                return leave(request, state.token)
            if is_new:
                keep_draft(request.session, state)
                if request.method != "POST" and settings.SESSION_COOKIE_NAME in request.COOKIES:
                    # Without cookies this would go round for ever: then the page is shown where it is.
                    return redirect(state.url(request.resolver_match.url_name or step))
            journey = load_journey(request, state)
            unfinished = journey.first_unfinished(before=step)
            if unfinished == step or _keeps_what_was_typed(request, step, unfinished):
                return view(request, journey)
            if request.method == "POST":
                return show(unfinished, journey, _why(unfinished, journey))
            return redirect(state.url(unfinished))

        return run

    return wrap


def go_on(journey: Journey) -> HttpResponse:
    """To the first step that is still open; from inside another page that is a page of its own."""
    step = journey.first_unfinished()
    count_step(journey, step)
    url = journey.state.url(step)
    return lead_out(journey.request, url) if journey.inset else redirect(url)


def leave(request: HttpRequest, token: str) -> HttpResponse:
    """To the page of the booked visit."""
    return lead_out(request, f"{reverse('booking:visit', args=[token])}?booked")


def lead_out(request: HttpRequest, url: str) -> HttpResponse:
    """To a page that is no part of the wizard."""
    return HttpResponseClientRedirect(url) if request.htmx else redirect(url)  # type: ignore[attr-defined]


def render_step(
    journey: Journey,
    step: str,
    title: str,
    context: Mapping[str, Any],
    *,
    status: int = 200,
    wish: Wish | None = None,
    page: str = "",
) -> HttpResponse:
    """A step's template in its frame: the whole page, for htmx only what changes, or the question inside another page.

    `page`: the name of a page beside the step, which has an address and a template of its own.
    """
    request, state = journey.request, journey.state
    count_step(journey, step)
    here = state.url(page or step)
    is_swap = request.htmx and not request.htmx.history_restore_request  # type: ignore[attr-defined]
    frame = {
        "layout": SWAP if is_swap else PAGE,
        "title": title if status < 400 else _("Error: {title}").format(title=title),
        "heading": title,
        "journey": journey,
        "inset": journey.inset,
        "here": here,
        "back_url": _back_url(journey, step),
        "steps": _steps(journey, step),
        "answers": answers(journey, step),
        "tally": tally_of(wish) if wish else None,
    }
    folder = "widget" if journey.inset else "wizard"
    answer = render(request, f"booking/{folder}/{page or step}.html", {**frame, **context}, status=status)
    if is_swap:
        # What changes has no head in which to say so.
        answer["X-Robots-Tag"] = "noindex"
    if is_swap and request.method == "POST" and not journey.inset:
        answer["HX-Push-Url"] = here
    return answer


def tally_of(wish: Wish, submit: bool = True) -> dict[str, Any]:
    """The sum for `components/tally.html`."""
    return {
        "parts": wish.lines,
        "minutes": wish.minutes(),
        "price": wish.price(),
        "form": "answer" if submit else "",
    }


def answers(journey: Journey, step: str) -> list[dict[str, str]]:
    """What was answered before this step, each a way back to it."""
    state, before = journey.state, STEPS[: STEPS.index(step)]
    wish = journey.settled if "time" in before else journey.wish or journey.broad
    found = []
    if wish and "services" in before:
        found.append(
            {
                "text": ", ".join(service.name for service in wish.services),
                "soft": f"{duration(wish.minutes())} · {price(wish.price())}",
                "url": state.url("services"),
                "label": STEP_TITLES["services"],
            }
        )
    if journey.wish and "master" in before:
        is_asked = "master" in journey.steps
        url = state.url("master") if is_asked else ""
        found.append({"text": who(journey), "soft": "", "url": url, "label": STEP_TITLES["master"]})
    if journey.local_start and "time" in before:
        at = f"{dates.short(journey.local_start)}, {dates.at(journey.local_start)}"
        found.append({"text": at, "soft": "", "url": state.url("time"), "label": STEP_TITLES["time"]})
    return found


def who(journey: Journey) -> str:
    """Who performs it: names once they are known, else the choice."""
    names = journey.kept_masters()
    if names:
        return ", ".join(names)
    wish = journey.wish
    chosen = dict.fromkeys(pk for pk in (wish.masters if wish else ()) if pk is not None)
    if wish and "master" not in journey.steps:
        chosen = dict.fromkeys(pk for service in wish.services for pk in service.offers)
    shown = [journey.catalog.masters[pk].name for pk in chosen if journey.catalog.masters[pk].is_visible]
    return ", ".join(shown) or _("Any master")


def _steps(journey: Journey, step: str) -> list[dict[str, Any]]:
    """The line of steps: what is done, and what could be done next, is a link."""
    reached = journey.steps[: journey.steps.index(journey.first_unfinished()) + 1]
    return [
        {
            "title": STEP_TITLES[one],
            "url": journey.state.url(one) if one in reached else "",
            "is_current": one == step,
        }
        for one in journey.steps
    ]


def _back_url(journey: Journey, step: str) -> str:
    before = [one for one in journey.steps if STEPS.index(one) < STEPS.index(step)]
    return journey.state.url(before[-1]) if before else ""


def _keeps_what_was_typed(request: HttpRequest, step: str, unfinished: str) -> bool:
    """A contact that is sent after the start was lost is read all the same: nothing typed is lost."""
    return request.method == "POST" and step == "contact" and unfinished == "time"


def _why(unfinished: str, journey: Journey) -> Refusal:
    """What to say to somebody who sent a later step before this one had an answer."""
    if journey.problem is not None:
        return journey.problem
    refusals = {"services": ServiceUnavailable, "master": MasterUnavailable, "contact": InvalidContact}
    return refusals.get(unfinished, HoldExpired)()
