"""The page of results, and what is offered below the field while somebody types."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from search.selectors import FEW, asked_for, categories, search


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    question = asked_for(request.GET.get("q", ""))
    answer = search(question) if question else None
    facts = {
        "question": question,
        "heading": _heading(question) if answer and answer.results else pgettext("noun", "Search"),
        "answer": answer,
        "categories": () if answer and answer.results else categories(),
        "meant_url": _address(answer.meant) if answer else "",
    }
    return render(request, "search/results.html", facts)


@require_safe
@vary_on_headers("HX-Request")
def suggest(request: HttpRequest) -> HttpResponseBase:
    """A fragment for htmx; anybody else gets the page."""
    question = asked_for(request.GET.get("q", ""))
    if not request.htmx:
        return redirect(_address(question))
    answer = search(question, most=FEW) if len(question) > 1 else None
    found = render(request, "search/suggestions.html", {"answer": answer, "all_url": _address(question)})
    # It has no head in which to say so.
    found["X-Robots-Tag"] = "noindex"
    return found


def _heading(question: str) -> str:
    return _("Results for “{query}”").format(query=question)


def _address(question: str) -> str:
    words = QueryDict(mutable=True)
    words["q"] = question
    return reverse("search:results") + (f"?{words.urlencode()}" if question else "")
