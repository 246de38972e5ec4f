"""The pages of "my visits": in by a mailed link, for an hour; what was booked, what we know, and how to be forgotten.

The page that a mailed link opens does without a CSRF token, like a visit's own pages (`booking/views/manage.py`): the
link is the key. But it opens a session, and nobody shall be put into one by a foreign page's form: where the browser
says that the form came from elsewhere, nothing is opened.
"""

from collections.abc import Callable
from dataclasses import asdict
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from booking.actions.account import ask_for_link, enter
from booking.actions.events import ONLINE
from booking.actions.privacy import erase_person
from booking.errors import LinkSpent, RateLimited
from booking.forms.account import AddressForm
from booking.selectors.account import is_usable, verified_email, visits_page
from booking.selectors.personal import personal_record
from booking.selectors.rebook import rebooks
from booking.selectors.sentences import in_words
from legal.selectors import declared_by
from salon.lib import language
from salon.lib.errors import Refusal
from salon.lib.visitor_address import address_of

Page = Callable[[HttpRequest, str], HttpResponseBase]
# The id of the link by which this session came in; whose it is stands with the link, so erasing that ends the session.
SESSION_KEY = "entered_by"
KEY_PAGE = {"Referrer-Policy": "no-referrer"}
NOT_LISTED = {"X-Robots-Tag": "noindex"}
FILE_NAME = "my-data.json"


def for_verified(page: Page) -> Callable[[HttpRequest], HttpResponseBase]:
    """Give a page the address that its visitor has verified; whoever has not is led to the door."""

    @never_cache
    @wraps(page)
    def run(request: HttpRequest) -> HttpResponseBase:
        email = _email(request)
        return _marked(page(request, email) if email else redirect("booking:account"))

    return run


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest) -> HttpResponseBase:
    """The visits for who is in; for everybody else the question for an address, answered alike whatever it is."""
    email = _email(request)
    if request.method == "POST":
        return _marked(_ask(request))
    return _marked(_visits(request, email) if email else _door(request, AddressForm()))


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def open_link(request: HttpRequest, token: str) -> HttpResponseBase:
    """Looking changes nothing, so that a mail scanner spends no link; the button does."""
    return _marked(_enter(request, token), **KEY_PAGE)


@require_safe
@for_verified
def data(request: HttpRequest, email: str) -> HttpResponse:
    return render(request, "booking/account/data.html", {"record": personal_record(email, now=timezone.now())})


@require_safe
@for_verified
def file(request: HttpRequest, email: str) -> HttpResponse:
    """Times in ISO 8601, amounts as text (RFC 8259 leaves the precision of numbers to the reader)."""
    record = asdict(personal_record(email, now=timezone.now()))
    answer = JsonResponse(record, json_dumps_params={"ensure_ascii": False, "indent": 2})
    answer["Content-Disposition"] = f'attachment; filename="{FILE_NAME}"'
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@for_verified
def erase(request: HttpRequest, email: str) -> HttpResponse:
    if request.method != "POST":
        return _ask_to_erase(request, email)
    try:
        erase_person(email=email, by=ONLINE, now=timezone.now())
    except Refusal as refusal:
        return _ask_to_erase(request, email, refusal)
    # Drafts of the wizard go with it: they hold what was typed.
    request.session.flush()
    return _to_the_door("erased")


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    request.session.pop(SESSION_KEY, None)
    return _to_the_door()


def _email(request: HttpRequest) -> str | None:
    link_id = request.session.get(SESSION_KEY)
    return verified_email(link_id, now=timezone.now()) if isinstance(link_id, int) else None


def _ask(request: HttpRequest) -> HttpResponse:
    form = AddressForm(request.POST)
    if not form.is_valid():
        return _door(request, form, status=422)
    try:
        ask_for_link(
            email=form.cleaned_data["email"],
            address=address_of(request),
            language=language.current(),
            now=timezone.now(),
        )
    except RateLimited as refusal:
        return _door(request, form, refusal, status=refusal.status)
    return _to_the_door("sent")


def _door(
    request: HttpRequest, form: AddressForm, refusal: Refusal | None = None, *, status: int = 200
) -> HttpResponse:
    title = _("My appointments")
    context = {
        "page_title": title if status < 400 else _("Error: {title}").format(title=title),
        "form": form,
        "notice": in_words(refusal) if refusal else "",
        "is_sent": "sent" in request.GET,
        "is_erased": "erased" in request.GET,
    }
    return render(request, "booking/account/door.html", context, status=status)


def _visits(request: HttpRequest, email: str) -> HttpResponse:
    now = timezone.now()
    visits = visits_page(email, page=request.GET.get("page", ""), now=now)
    shown = [*visits.upcoming, *visits.past]
    rows = list(zip(shown, rebooks(shown, now=now), strict=True))
    count = len(visits.upcoming)
    has_bot = bool(settings.TELEGRAM_BOT_NAME)
    context = {"email": email, "has_bot": has_bot, "visits": visits, "upcoming": rows[:count], "past": rows[count:]}
    return render(request, "booking/account/visits.html", context)


def _enter(request: HttpRequest, token: str) -> HttpResponse:
    now = timezone.now()
    if request.method != "POST" or not _is_own_form(request):
        refusal = None if is_usable(token, now=now) else LinkSpent()
        return _link_page(request, token, refusal)
    try:
        link_id = enter(token=token, now=now)
    except LinkSpent as refusal:
        return _link_page(request, token, refusal)
    request.session.cycle_key()
    request.session[SESSION_KEY] = link_id
    return redirect("booking:account")


def _link_page(request: HttpRequest, token: str, refusal: Refusal | None) -> HttpResponse:
    """`csrf_token`: shared templates ask for one; here it would only set a cookie that nobody reads."""
    context = {"token": token, "refusal": in_words(refusal) if refusal else "", "csrf_token": ""}
    return render(request, "booking/account/enter.html", context, status=refusal.status if refusal else 200)


def _is_own_form(request: HttpRequest) -> bool:
    """Fetch Metadata (W3C): every current browser says where a request comes from; what says nothing is no browser."""
    return request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"


def _ask_to_erase(request: HttpRequest, email: str, refusal: Refusal | None = None) -> HttpResponse:
    """What the law makes us keep is named."""
    context = {
        "email": email,
        "notice": in_words(refusal) if refusal else "",
        "has_withdrawn": bool(declared_by(email)),
    }
    return render(request, "booking/account/erase.html", context, status=refusal.status if refusal else 200)


def _to_the_door(state: str = "") -> HttpResponse:
    url = reverse("booking:account")
    return redirect(f"{url}?{state}" if state else url)


def _marked(answer: HttpResponseBase, **headers: str) -> HttpResponseBase:
    for name, value in {**NOT_LISTED, **headers}.items():
        answer[name] = value
    return answer
