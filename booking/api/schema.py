"""The OpenAPI schema, read from the operations themselves."""

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse

from booking.api.errors import Problem
from booking.api.operation import Operation

KEY_SCHEMA = {"type": "string", "pattern": "^[A-Za-z0-9_-]{8,80}$"}
PERSON_SCHEMA = {"type": "string", "pattern": "^[1-9][0-9]{0,15}$"}
LANGUAGE_SCHEMA = {"type": "string", "enum": ["de", "ru", "uk", "en"]}


class OperationSchema(AutoSchema):
    """What each operation says of itself, in the words of OpenAPI."""

    @property
    def _operation(self) -> type[Operation]:
        return self.view.operations[self.method.lower()]  # type: ignore[no-any-return]

    def get_operation_id(self) -> str:
        return self._operation.__name__

    def get_summary(self) -> str:
        return (self._operation.__doc__ or "").partition("\n")[0].strip()

    def get_description(self) -> str:
        return " ".join((self._operation.__doc__ or "").split())

    def get_tags(self) -> list[str]:
        return [self.path.split("/")[2]]

    def get_request_serializer(self) -> Any:
        return self._operation.takes if self._operation.changes else None

    def get_override_parameters(self) -> list[Any]:
        operation, found = self._operation, []
        if operation.takes is not None and not operation.changes:
            found.append(operation.takes)
        if operation.serves:
            found.append(_header("X-Telegram-User", PERSON_SCHEMA, "Telegram's id of the person who asks."))
        if operation.changes:
            found.append(_header("Idempotency-Key", KEY_SCHEMA, "The same request again has the same key."))
        return [*found, _header("Accept-Language", LANGUAGE_SCHEMA, "", required=False)]

    def get_response_serializers(self) -> Any:
        operation = self._operation
        good = operation.gives if operation.gives is not None else OpenApiTypes.BINARY
        statuses = {400, *(refusal.status for refusal in operation.refuses)}
        if self.view.authentication_classes:
            statuses |= {401, 403, 404, 429}
        if operation.changes:
            statuses |= {409, 415}
        answers: dict[tuple[int, str], Any] = {(int(operation.status), operation.media_type): good}
        answers |= {(status, "application/json"): Problem for status in sorted(statuses)}
        if operation.has_etag:
            answers[304, operation.media_type] = OpenApiResponse(description="As the caller has it.")
        return answers

    def _is_list_view(self, serializer: Any = None) -> bool:
        return False


class BotTokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = "booking.api.caller.BotToken"
    name = "BotToken"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer"}


class ScanSessionScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = "booking.api.caller.ScanSession"
    name = "ScanSession"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "apiKey", "in": "header", "name": "Authorization"}


def only_ours(endpoints: list[Any], **_: Any) -> list[Any]:
    """Wagtail's admin has an API of its own, which is nobody's business here."""
    return [endpoint for endpoint in endpoints if endpoint[0].startswith("/api/")]


def _header(name: str, schema: dict[str, Any], description: str, *, required: bool = True) -> OpenApiParameter:
    return OpenApiParameter(name, schema, OpenApiParameter.HEADER, required=required, description=description)
