"""The doors of the API: each path lets its operations in, reads what they take and writes what they give."""

import json
import re
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from rest_framework.exceptions import NotAuthenticated, NotFound, ParseError, PermissionDenied, ValidationError
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.parsers import JSONParser
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from booking.actions.once import Answer, answer_once
from booking.api.caller import BotToken, Caller, ScanSession
from booking.api.errors import answer_to
from booking.api.operation import CLIENT, MASTER, Asked, File, Operation
from booking.api.schema import OperationSchema
from booking.api.throttles import PerAddress, PerPerson, PerToken

KEY = "Idempotency-Key"
IS_KEY = re.compile(r"[A-Za-z0-9_-]{8,80}\Z")
NOBODY = Caller("public", for_clients=False, for_masters=False)


class Json(JSONParser):
    """Refuses also what is nested without end, and halves of letters, which no table and no answer can hold."""

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> Any:
        try:
            said = super().parse(stream, media_type, parser_context)
            json.dumps(said, ensure_ascii=False).encode()
        except (RecursionError, UnicodeEncodeError):
            raise ParseError from None
        return said


class Anything(BaseContentNegotiation):
    """There is one form, whatever a program would rather have."""

    def select_parser(self, request: Request, parsers: Sequence[Any]) -> Any:
        kind = (request.content_type or "").partition(";")[0].strip().lower()
        return next((parser for parser in parsers if parser.media_type == kind), None)

    def select_renderer(self, request: Request, renderers: Sequence[Any], format_suffix: str | None = None) -> Any:
        return renderers[0], renderers[0].media_type


class Door(APIView):
    """One path with its operations by HTTP method."""

    operations: ClassVar[Mapping[str, type[Operation]]] = {}
    authentication_classes = [BotToken]
    permission_classes = []
    throttle_classes = [PerToken, PerPerson]
    parser_classes = [Json]
    renderer_classes = [JSONRenderer]
    content_negotiation_class = Anything
    schema = OperationSchema()

    def get_exception_handler(self) -> Any:
        return answer_to

    def let_in(self, request: Request, operation: Operation) -> Caller:
        """Who may come in. Raises NotAuthenticated, PermissionDenied."""
        caller = request.user
        if not isinstance(caller, Caller):
            raise NotAuthenticated
        scopes = {CLIENT: caller.for_clients, MASTER: caller.for_masters}
        if operation.serves and not any(scopes[scope] for scope in operation.serves):
            raise PermissionDenied
        if operation.serves and caller.chat is None:
            raise PermissionDenied
        if operation.serves == (MASTER,):
            # Said before anything else is looked at: who is no master learns nothing.
            caller.colleague  # noqa: B018
        return caller

    def handle(self, request: Request, **path: Any) -> HttpResponseBase:
        # HEAD is a GET of which only the head is wanted; Django takes the rest off.
        method = "get" if request.method == "HEAD" else str(request.method).lower()
        operation = self.operations[method]()
        caller = self.let_in(request, operation)
        asked = Asked(caller, self._read(request, operation), path, timezone.now(), request)
        if operation.changes:
            return self._change(operation, asked)
        shown = operation.shown(asked)
        if isinstance(shown, File):
            return _file(shown)
        return _with_etag(request, shown) if operation.has_etag else Response(shown, operation.status)

    def _read(self, request: Request, operation: Operation) -> Mapping[str, Any]:
        if operation.takes is None:
            return {}
        form = operation.takes(data=request.data if operation.changes else request.query_params)
        form.is_valid(raise_exception=True)
        return dict(form.validated_data)

    def _change(self, operation: Operation, asked: Asked) -> Response:
        key = asked.request.headers.get(KEY, "")
        if not IS_KEY.match(key):
            raise ValidationError({KEY: ["8-80 letters, digits, - and _."]})
        answer = answer_once(
            caller=f"{asked.caller.name}|{asked.caller.chat or ''}",
            key=key,
            fingerprint=_fingerprint(asked.request),
            work=lambda: Answer(operation.status, operation.shown(asked)),
            now=asked.now,
        )
        return Response(answer.body, answer.status)


class Scanner(Door):
    """For the bot, and for the scanner's own page."""

    authentication_classes = [BotToken, ScanSession]


class Open(Door):
    """For everybody: reads no token, so that nobody's is ever kept with an answer that everybody gets."""

    authentication_classes = []
    throttle_classes = [PerAddress]

    def let_in(self, request: Request, operation: Operation) -> Caller:
        return NOBODY


def door(frame: type[Door] = Door, **operations: type[Operation]) -> Any:
    """The view of a path: `door(get=Profile, post=SyncProfile)`."""
    handlers = dict.fromkeys(operations, frame.handle)
    view = type("Door", (frame,), {"operations": operations, "__doc__": None, **handlers}).as_view()
    return never_cache(view) if not any(operation.has_etag for operation in operations.values()) else view


@csrf_exempt
def nowhere(request: HttpRequest) -> HttpResponse:
    """There is no such path."""
    answer = answer_to(NotFound(), {})
    return JsonResponse(answer.data if answer else {}, status=404)


def _file(file: File) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{file.name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(file.content, content_type=file.content_type, headers=headers)


def _with_etag(request: Request, shown: Any) -> HttpResponseBase:
    """The answer, or that it is still the one that the caller has."""
    etag = quote_etag(sha256(JSONRenderer().render(shown)).hexdigest()[:32])
    answer = Response(shown, headers={"ETag": etag, "Cache-Control": "no-cache", "Vary": "Accept-Language"})
    return get_conditional_response(request._request, etag=etag, response=answer) or answer


def _fingerprint(request: Request) -> str:
    said = f"{request.method} {request.path}\n".encode() + request._request.body
    return sha256(said).hexdigest()
