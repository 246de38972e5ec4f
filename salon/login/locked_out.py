"""What whoever has mistyped too often is told."""

from typing import Any

from axes.helpers import get_client_username
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from salon.login.attempts import locked_until


def locked_out(request: HttpRequest, answer: HttpResponse, credentials: dict[str, Any] | None) -> HttpResponse:
    """429 (RFC 6585, 4), with the time from which the next try counts."""
    now = timezone.now()
    until = locked_until(request, get_client_username(request, credentials)) or now
    page = render(request, "login/locked_out.html", {"until": until}, status=429)
    page["Retry-After"] = str(max(0, round((until - now).total_seconds())))
    page["Cache-Control"] = "no-store"
    return page
