"""What a caller passed with a method: in the address, as JSON, as a form, or as a form with files."""

import email
import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from scripts.bot_api.refusals import Refusal, bad


@dataclass(frozen=True)
class Upload:
    """A file as it came."""

    name: str
    content: bytes


class Facts(dict[str, Any]):
    """Parameters by name; their values are texts, in a JSON body also numbers, truths and trees. Files stand apart."""

    def __init__(self, values: dict[str, Any], files: dict[str, Upload]) -> None:
        super().__init__(values)
        self.files = files

    def text(self, name: str) -> str:
        """Empty where it is missing."""
        value = self.get(name)
        return "" if value is None else str(value)

    def number(self, name: str, otherwise: int = 0) -> int:
        try:
            return int(self.text(name) or otherwise)
        except ValueError:
            raise bad(f"invalid {name} specified") from None

    def flag(self, name: str) -> bool:
        return self.text(name).lower() in ("true", "1", "yes", "y", "t")

    def tree(self, name: str) -> Any:
        """Lists and objects, which outside of a JSON body come as texts; None where it is missing."""
        value = self.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value else None
        except ValueError:
            raise bad(f"can't parse {name} JSON object") from None

    def mapping(self, name: str) -> dict[str, Any]:
        """An object, `{}` where it is missing; raises Refusal where it is something else."""
        value = self.tree(name) or {}
        if not isinstance(value, dict):
            raise bad(f"can't parse {name}: expected an object")
        return value


def read_facts(query: str, kind: str, body: bytes) -> Facts:
    """`kind` is the body's Content-Type; the body wins over the address."""
    values: dict[str, Any] = dict(parse_qsl(query, keep_blank_values=True))
    files: dict[str, Upload] = {}
    if kind.startswith("application/json"):
        values |= _json_body(body)
    elif kind.startswith("multipart/form-data"):
        fields, files = _parts(kind, body)
        values |= fields
    elif kind.startswith("application/x-www-form-urlencoded"):
        values |= dict(parse_qsl(_utf8(body), keep_blank_values=True))
    facts = Facts(values, files)
    _utf8(json.dumps(facts, ensure_ascii=False))
    return facts


def _json_body(body: bytes) -> dict[str, Any]:
    try:
        values = json.loads(body or b"{}")
    except ValueError:
        raise bad("can't parse JSON object") from None
    if not isinstance(values, dict):
        raise bad("expected a JSON object as the body")
    return values


def _utf8(given: bytes | str) -> str:
    """Refuses what is no UTF-8, or would be none on the way out (half of a surrogate pair)."""
    try:
        return given.decode() if isinstance(given, bytes) else given.encode().decode()
    except UnicodeError:
        raise bad("strings must be encoded in UTF-8") from None


def _parts(kind: str, body: bytes) -> tuple[dict[str, str], dict[str, Upload]]:
    """Cut at the boundary, byte by byte: files must come out as they went in."""
    boundary = email.message_from_string(f"Content-Type: {kind}\n\n").get_boundary()
    if not boundary:
        raise bad("boundary of the form is missing")
    fields: dict[str, str] = {}
    files: dict[str, Upload] = {}
    for part in (b"\r\n" + body).split(b"\r\n--" + boundary.encode())[1:-1]:
        head, _, content = part.removeprefix(b"\r\n").partition(b"\r\n\r\n")
        described = email.message_from_string(_utf8(head))
        name = str(described.get_param("name", "", header="content-disposition"))
        file_name = described.get_filename()
        if file_name is None:
            fields[name] = _utf8(content)
        else:
            files[name] = Upload(file_name, content)
    return fields, files


def chat_of(facts: Facts) -> int:
    """The chat that is meant; raises Refusal."""
    given = facts.text("chat_id")
    if not given:
        raise bad("chat_id is empty")
    try:
        return int(given)
    except ValueError:
        raise Refusal(400, "chat not found") from None
