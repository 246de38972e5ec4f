"""A widget's fragment: the wizard's first open question inside another page, answered there or in the wizard."""

from django.http import HttpRequest, HttpResponseBase
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods

from booking.views.fragment import fragment
from booking.views.journey import Inset, load_journey
from booking.views.steps import answer, show
from booking.views.way_in import begin
from booking.wizard import BookingState


@fragment
@require_http_methods(["GET", "HEAD", "POST"])
def widget(request: HttpRequest) -> HttpResponseBase:
    """For `?widget=&category=&service=&master=&day=`: the question that these leave open.

    Looking writes nothing. An answer begins a draft and leads into the wizard; one that can't be taken is asked again.
    """
    name = request.GET.get("widget", "")
    inset = Inset(request.get_full_path(), slugify(name)[:50] or "plain", request.GET.get("category", ""))
    is_answer = request.method == "POST"
    state = begin(request) if is_answer else BookingState("", widget=name).asked(request.GET)
    journey = load_journey(request, state, inset=inset)
    step = journey.first_unfinished()
    return answer(step, journey) if is_answer else show(step, journey)
