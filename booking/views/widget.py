"""A widget's fragment: the wizard's first open question inside another page, answered there or in the wizard."""

from django.http import HttpRequest, HttpResponseBase
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods

from booking.selectors.widgets import WidgetView, find_widget
from booking.views.fragment import fragment
from booking.views.journey import Inset, load_journey
from booking.views.steps import answer, show
from booking.views.way_in import begin
from booking.wizard import BookingState
from salon.analytics.counting import count_widget


@fragment
@require_http_methods(["GET", "HEAD", "POST"])
def widget(request: HttpRequest) -> HttpResponseBase:
    """For `?widget=&category=&service=&master=&day=`: the question that these leave open.

    A widget named without services and masters brings its own choices. Looking writes nothing. An answer begins a draft
    and leads into the wizard; one that can't be taken is asked again.
    """
    name, is_answer = request.GET.get("widget", ""), request.method == "POST"
    found = find_widget(name) if not {"service", "master"} & request.GET.keys() else None
    category = request.GET.get("category", found.category if found else "")
    inset = Inset(request.get_full_path(), slugify(name)[:50] or "plain", category)
    state = begin(request) if is_answer else _looked_at(request, name, found)
    journey = load_journey(request, state, inset=inset)
    step = journey.first_unfinished()
    if request.method == "GET":
        count_widget(request, found.slug if found else "")
    return answer(step, journey) if is_answer else show(step, journey)


def _looked_at(request: HttpRequest, name: str, found: WidgetView | None) -> BookingState:
    state = BookingState("", widget=name).asked(request.GET)
    return state.wishing(services=found.services, master=found.master) if found else state
