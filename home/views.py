"""The contact form at its own address: swapped into the contact page by htmx, a page of its own without a script.

The contact page may come from a cache and so holds neither form nor token; what is here is never kept anywhere.
"""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from django.views.decorators.vary import vary_on_headers

from booking.selectors.sentences import in_words
from home import shield
from home.actions import Filled, send_message
from home.errors import NotSent
from home.forms import CONSENT, ContactForm
from home.models import ContactPage
from home.selectors import contact_page
from legal.selectors import privacy_url
from salon.lib import language
from salon.lib.errors import Refusal
from salon.lib.visitor_address import address_of


@never_cache
@vary_on_headers("HX-Request")
@require_http_methods(["GET", "HEAD", "POST"])
def message(request: HttpRequest) -> HttpResponseBase:
    page = _page()
    if request.method != "POST":
        return _form(request, page, page.get_form(page=page))
    form = page.get_form(request.POST, page=page)
    if not form.is_valid():
        form.focus_first_error()
        return _form(request, page, form, status=422)
    try:
        shield.check(request.POST)
        send_message(_filled(request, form), page=page, now=timezone.now())
    except Refusal as refusal:
        return _form(request, page, form, refusal, status=refusal.status)
    return _thanks(request, page) if request.htmx else redirect("home:message_sent")


@never_cache
@require_safe
def message_sent(request: HttpRequest) -> HttpResponse:
    return _thanks(request, _page())


def _page() -> ContactPage:
    page = contact_page()
    if page is None:
        raise Http404
    return page


def _filled(request: HttpRequest, form: ContactForm) -> Filled:
    answers = {name: typed for name, typed in form.cleaned_data.items() if name != CONSENT}
    return Filled(
        stamp=request.POST[shield.STAMP],
        answers=answers,
        consent=shield.words_read(request.POST, form.page.consent),
        language=language.current(),
        came_from=address_of(request),
    )


def _form(
    request: HttpRequest, page: ContactPage, form: ContactForm, refusal: Refusal | None = None, *, status: int = 200
) -> HttpResponse:
    """With a stamp that lasts: who was too fast keeps it and need not wait anew."""
    stamp = request.POST.get(shield.STAMP, "")
    is_kept = shield.is_ours(stamp) and not isinstance(refusal, NotSent)
    context = {
        "form": form,
        "notice": in_words(refusal) if refusal else "",
        "stamp": stamp if is_kept else shield.new_stamp(),
        "trap": shield.TRAP,
        "read": shield.sealed(page.consent),
        "privacy_url": privacy_url(request),
        "title": page.form_heading if status < 400 else _("Error: {title}").format(title=page.form_heading),
    }
    return _answer(request, page, "form", context, status)


def _thanks(request: HttpRequest, page: ContactPage) -> HttpResponse:
    return _answer(request, page, "thanks", {"title": _("Thank you for your message")})


def _answer(
    request: HttpRequest, page: ContactPage, part: str, context: dict[str, object], status: int = 200
) -> HttpResponse:
    """The part alone where htmx swaps it in, else on a page that stands below the contact page."""
    crumbs = [*page.crumbs(request), {"title": page.form_heading, "url": ""}]
    part = f"home/contact_{part}.html"
    template = part if request.htmx else "home/contact_alone.html"
    everything = {"page": page, "crumbs": crumbs, "part": part, "level": 3 if request.htmx else 1, **context}
    answer = render(request, template, everything, status=status)
    answer["X-Robots-Tag"] = "noindex"
    return answer
