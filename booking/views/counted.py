"""What of the wizard is counted, once a draft: how far it came, and the days on which it found nothing."""

from dataclasses import replace
from datetime import date

from booking.selectors.empty_parts import empty_parts
from booking.selectors.free_time import FreeTime
from booking.views.journey import Journey
from booking.wizard import BOOKED, WAY, find_draft, keep_draft
from salon.analytics import counting
from salon.analytics.visitors import is_counted

# Of a draft; more days are nobody's search.
DAYS_AT_MOST = 30
WEBSITE = "website"


def count_step(journey: Journey, step: str) -> None:
    """Up to this step, also those that it passed over; in the session it is noted beside what is kept there anyway."""
    reached = WAY[: WAY.index(step) + 1]
    new = [one for one in reached if _is_new(journey, one)]
    counting.count_steps(journey.request, new, journey.state.widget)
    _note(journey, new)


def count_booked(journey: Journey) -> None:
    count_step(journey, BOOKED)
    counting.count_booking(WEBSITE, journey.state.host, journey.request)


def count_search(journey: Journey, free: FreeTime, day: date) -> None:
    """A local day that somebody asked for, or that was shown because there is no better one: each empty part of it."""
    is_asked = "day" in journey.request.GET or not free.starts
    parts = empty_parts(free, day) if is_asked and _is_new(journey, day.isoformat()) else []
    if parts and len(journey.state.counted) < DAYS_AT_MOST:
        services = [service.slug for service in free.wish.services]
        counting.count_searches(journey.request, services, day.weekday(), parts)
        _note(journey, [day.isoformat()])


def _is_new(journey: Journey, what: str) -> bool:
    """A question inside a page has no draft yet, and asks no session for one."""
    if not journey.state.draft or not is_counted(journey.request):
        return False
    kept = find_draft(journey.request.session, journey.state.draft)
    return kept is not None and what not in kept.counted


def _note(journey: Journey, counted: list[str]) -> None:
    kept = find_draft(journey.request.session, journey.state.draft) if counted else None
    if kept is not None:
        keep_draft(journey.request.session, replace(kept, counted=(*kept.counted, *counted)))
