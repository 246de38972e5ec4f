"""The salon's own pages to close a visit: typed digits, or the address in its QR code. No script is needed, and none of
anybody else's is loaded. Whoever is not of the team finds the way to book.
"""

from django.contrib.auth.models import AbstractUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from booking.actions.events import at_desk
from booking.actions.finalise import finalise_visit
from booking.actions.scan import Scanned, scan_code, scan_qr
from booking.errors import AmountOutOfBounds, RateLimited
from booking.forms.scan import CodeForm, PayForm
from booking.selectors.availability import today
from booking.selectors.scans import SENTENCES, Scanner, open_card, scanner_of_user
from booking.selectors.sentences import in_words
from salon.lib.errors import Refusal
from salon.lib.limits import allow
from salon.lib.visitor_address import address_of

# So many codes an hour from one address of somebody who is not of the team: whoever tries more is no camera.
STRANGERS_AN_HOUR, HOUR = 30, 3600


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def scan(request: HttpRequest) -> HttpResponse:
    scanner = _colleague(request.user)
    if scanner is None:
        return _invite(request, "", 200 if request.method in ("GET", "HEAD") else 403)
    if request.method != "POST":
        return _ask(request, CodeForm())
    form = CodeForm(request.POST)
    if not form.is_valid():
        return _ask(request, form, status=400)
    try:
        scanned = scan_code(code=form.cleaned_data["code"], scanner=scanner, now=timezone.now())
    except RateLimited as refusal:
        return _ask(request, form, in_words(refusal), refusal.status)
    return _show(request, scanned)


@never_cache
@require_safe
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """What a phone's camera opens where no bot is named."""
    scanner = _colleague(request.user)
    if scanner is None and not allow(f"scan:{address_of(request)}", STRANGERS_AN_HOUR, HOUR):
        return _without_trace(_invite(request, in_words(RateLimited()), RateLimited.status))
    scanned = scan_qr(token=token, scanner=scanner or Scanner(), now=timezone.now())
    if scanner is not None:
        return _without_trace(_show(request, scanned), "strict-origin")
    is_unknown = scanned.result == "unknown"
    return _without_trace(_invite(request, str(SENTENCES[scanned.result]), 404 if is_unknown else 200))


@never_cache
@require_POST
def close(request: HttpRequest) -> HttpResponse:
    scanner = _colleague(request.user)
    if scanner is None:
        return _invite(request, "", 403)
    now = timezone.now()
    try:
        form = PayForm(open_card(request.POST.get("visit", ""), scanner.masters, today(now)), request.POST)
        if form.is_valid():
            finalise_visit(
                visit_id=form.card.pk,
                amounts=form.amounts,
                masters=scanner.masters,
                note=form.cleaned_data["note"],
                by=at_desk(request.user.pk),
                now=now,
            )
            return redirect(f"{reverse('booking:scan')}?closed")
    except AmountOutOfBounds as refusal:
        form.refuse(refusal.facts["line"], in_words(refusal))
    except Refusal as refusal:
        return _ask(request, CodeForm(), in_words(refusal), refusal.status)
    return _pay(request, form, status=422)


@never_cache
def leads_to_language(request: HttpRequest, token: str) -> HttpResponse:
    """The address in the code knows no language; the visitor's own was found on the way here."""
    return _without_trace(redirect("booking:scan_link", token=token))


def _colleague(user: AbstractUser) -> Scanner | None:
    return scanner_of_user(user) if user.is_authenticated else None


def _show(request: HttpRequest, scanned: Scanned) -> HttpResponse:
    """The visit to be closed, or why there is none."""
    if scanned.card is not None:
        return _pay(request, PayForm(scanned.card))
    return _ask(request, CodeForm(), str(SENTENCES[scanned.result]), 422)


def _ask(request: HttpRequest, form: CodeForm, notice: str = "", status: int = 200) -> HttpResponse:
    context = {"form": form, "notice": notice, "is_closed": "closed" in request.GET}
    return _page(request, "code", {"heading": _("Close a visit"), **context}, status)


def _pay(request: HttpRequest, form: PayForm, status: int = 200) -> HttpResponse:
    return _page(request, "pay", {"heading": _("How much was paid?"), "form": form, "card": form.card}, status)


def _invite(request: HttpRequest, sentence: str, status: int) -> HttpResponse:
    door = {"login": reverse("wagtailadmin_login"), "next": request.get_full_path()}
    return _page(request, "invitation", {"heading": _("Book an appointment"), "sentence": sentence, **door}, status)


def _page(request: HttpRequest, name: str, context: dict[str, object], status: int) -> HttpResponse:
    answer = render(request, f"booking/scan/{name}.html", context, status=status)
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _without_trace(answer: HttpResponse, policy: str = "no-referrer") -> HttpResponse:
    """The address holds a key that no other page needs to hear of. Where there is a form that has a CSRF token its
    origin is told, or it would be refused.
    """
    answer["Referrer-Policy"] = policy
    return answer
