"""Withdrawing from a contract (§ 356a BGB): say it, read it again and confirm it, see that it has arrived.

What is typed waits in the session between the two steps, so that nothing of it stands in an address. Once it is logged
the session keeps only the number of the entry.
"""

import secrets
from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from legal.actions import declare_withdrawal
from legal.declaration import Declaration
from legal.forms import WithdrawalForm
from legal.limits import is_too_often
from legal.selectors import declared, has_withdrawal, privacy_url
from salon.lib import dates, language

Page = Callable[[HttpRequest], HttpResponseBase]
# A declaration that is not confirmed yet, by its fields; afterwards its key and the number of its entry.
DRAFT, SENT = "withdrawal", "withdrawn"
FIELDS = ("key", "name", "reference", "email", "message")
FIELDS_PAGE = "legal/withdrawal/form.html"
REVIEW_PAGE = "legal/withdrawal/review.html"


def while_switched_on(page: Page) -> Page:
    @never_cache
    @wraps(page)
    def run(request: HttpRequest) -> HttpResponseBase:
        if not has_withdrawal():
            raise Http404
        return page(request)

    return run


@require_http_methods(["GET", "HEAD", "POST"])
@while_switched_on
def withdrawal(request: HttpRequest) -> HttpResponseBase:
    """The first step: who, which contract, where the acknowledgement goes."""
    if request.method != "POST":
        draft = _draft(request)
        form = WithdrawalForm(initial={name: getattr(draft, name) for name in FIELDS} if draft else None)
        return _form_page(request, form, 200)
    form = WithdrawalForm(request.POST)
    if not form.is_valid():
        return _form_page(request, form, 422)
    request.session[DRAFT] = {**form.cleaned_data, "key": secrets.token_urlsafe(16)}
    return redirect("legal:withdrawal_review")


@require_http_methods(["GET", "HEAD", "POST"])
@while_switched_on
def review(request: HttpRequest) -> HttpResponseBase:
    """The second step: the declaration as it will be logged, and the button that sends it."""
    draft = _draft(request)
    if draft is None:
        return _without_draft(request)
    if request.method != "POST":
        return _review_page(request, draft)
    if request.POST.get("key") != draft.key:
        # Another window has typed something else meanwhile: nobody shall confirm what they have not read.
        return _review_page(request, draft, _("What you typed has changed meanwhile. Please read it once more."), 409)
    if is_too_often(request):
        return _review_page(request, draft, _("That was a bit fast. Please wait a moment and try again."), 429)
    entry = declare_withdrawal(draft, language=language.current(), now=timezone.now())
    request.session[SENT] = [draft.key, entry]
    del request.session[DRAFT]
    return redirect("legal:withdrawal_done")


@require_safe
@while_switched_on
def done(request: HttpRequest) -> HttpResponseBase:
    """That it has arrived, and when."""
    _key, entry = _sent(request)
    found = declared(entry) if entry else None
    if found is None:
        return redirect("legal:withdrawal")
    told = _(
        "Received on {date} at {time}. An acknowledgement with the content of your statement has been sent to {email}."
    )
    day, time = dates.dated(found.received_at), dates.at(found.received_at)
    context = {"told": told.format(date=day, time=time, email=found.email), "lines": found.declaration.splitlines()}
    return render(request, "legal/withdrawal/done.html", context)


def _form_page(request: HttpRequest, form: WithdrawalForm, status: int) -> HttpResponse:
    context = {"form": form, "privacy_url": privacy_url(request), "is_lost": "lost" in request.GET}
    return render(request, FIELDS_PAGE, context, status=status)


def _review_page(request: HttpRequest, draft: Declaration, notice: str = "", status: int = 200) -> HttpResponse:
    return render(request, REVIEW_PAGE, {"draft": draft, "lines": draft.lines(), "notice": notice}, status=status)


def _without_draft(request: HttpRequest) -> HttpResponseBase:
    """A second click on the button has arrived already; whose session is lost is told so and begins again."""
    key, _entry = _sent(request)
    if request.method != "POST":
        return redirect("legal:withdrawal_done" if key else "legal:withdrawal")
    if key and request.POST.get("key") == key:
        return redirect("legal:withdrawal_done")
    return redirect(f"{reverse('legal:withdrawal')}?lost")


def _draft(request: HttpRequest) -> Declaration | None:
    kept = request.session.get(DRAFT)
    return Declaration(**{name: kept[name] for name in FIELDS}) if kept else None


def _sent(request: HttpRequest) -> tuple[str, int | None]:
    key, entry = request.session.get(SENT) or ("", None)
    return key, entry
