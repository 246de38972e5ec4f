"""Every "no" of the API in one form: `{"code", "message", "facts"}` with a fitting status, in the caller's language."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from rest_framework import exceptions, serializers
from rest_framework.response import Response

from booking.selectors.availability import salon_zone
from booking.selectors.sentences import in_words
from salon.lib.errors import Refusal

CODES: dict[type[exceptions.APIException], tuple[str, Any]] = {
    exceptions.ValidationError: ("invalid", _("Please check what was sent.")),
    exceptions.ParseError: ("invalid_json", _("This is no JSON.")),
    exceptions.NotAuthenticated: ("unauthorised", _("A valid token is needed.")),
    exceptions.AuthenticationFailed: ("unauthorised", _("A valid token is needed.")),
    exceptions.PermissionDenied: ("forbidden", _("You may not do this.")),
    exceptions.NotFound: ("not_found", _("There is nothing here.")),
    exceptions.MethodNotAllowed: ("method_not_allowed", _("This cannot be done here.")),
    exceptions.UnsupportedMediaType: ("unsupported_media_type", _("Please send JSON.")),
    exceptions.Throttled: ("rate_limited", _("That was a bit fast. Please wait a moment and try again.")),
}


class Problem(serializers.Serializer[Any]):
    """Why a request was refused: `code` is stable, `message` for people, `facts` for programs."""

    code = serializers.CharField()
    message = serializers.CharField()
    facts = serializers.DictField()


def answer_to(problem: Exception, context: Mapping[str, Any]) -> Response | None:
    """The answer to what an operation raised; None (a 500) for what nobody expects."""
    if isinstance(problem, Refusal):
        return _answer(problem.code, in_words(problem), _plain(problem.facts), problem.status)
    if isinstance(problem, Http404):
        problem = exceptions.NotFound()
    if isinstance(problem, RequestDataTooBig):
        problem = exceptions.ValidationError({"body": ["Too long."]})
    if not isinstance(problem, exceptions.APIException):
        return None
    code, message = next((known for kind, known in CODES.items() if isinstance(problem, kind)), ("refused", ""))
    facts = _fields(problem.detail) if isinstance(problem, exceptions.ValidationError) else {}
    answer = _answer(code, str(message), facts, problem.status_code)
    if isinstance(problem, exceptions.Throttled) and problem.wait:
        answer["Retry-After"] = str(int(problem.wait) or 1)
    if isinstance(problem, exceptions.NotAuthenticated | exceptions.AuthenticationFailed):
        answer["WWW-Authenticate"] = "Bearer"
    return answer


def _answer(code: str, message: str, facts: Mapping[str, Any], status: int) -> Response:
    answer = Response({"code": code, "message": message, "facts": facts}, status=status)
    # A wall that stands only for a while says for how long.
    if status == 429:
        answer["Retry-After"] = "60"
    return answer


def _fields(detail: Any) -> dict[str, Any]:
    return dict(detail) if isinstance(detail, Mapping) else {"non_field_errors": detail}


def _plain(facts: Mapping[str, object]) -> dict[str, Any]:
    """As JSON."""
    return {name: _value(fact) for name, fact in facts.items()}


def _value(fact: object) -> Any:
    if isinstance(fact, datetime):
        return fact.astimezone(salon_zone()).isoformat()
    if isinstance(fact, date):
        return fact.isoformat()
    if isinstance(fact, Decimal):
        return str(fact)
    if isinstance(fact, list | tuple | set | frozenset):
        return [_value(part) for part in fact]
    if isinstance(fact, Mapping):
        return _plain(fact)
    return fact if isinstance(fact, int | float | bool | None) else str(fact)
