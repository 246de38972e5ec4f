"""Site and bot speak of the same: each operation has a method, each field that the bot reads is sent."""

import types
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

import pytest

from booking.messages.taps import LABELS
from bot_service.callbacks import OF_SITE
from bot_service.staff_site import Site
from tests.contract.operations import CALLS, INSIDE, Call, calls, schema

# What the bot has no use for: it is for everybody, without a token. Schema and docs are no operations.
LEFT_OUT = "/api/public/"


@cache
def described() -> Any:
    return schema()


@cache
def asked() -> dict[str, Call]:
    return {call.name: call for call in calls(described()["paths"])}


def operations() -> set[tuple[str, str]]:
    return {(method, path) for path, methods in described()["paths"].items() for method in methods}


def test_every_method_of_the_client_is_looked_at() -> None:
    methods = {name for name in dir(Site) if not name.startswith("_") and callable(getattr(Site, name))}
    assert methods == set(CALLS) == set(asked())


def test_every_operation_has_a_method_and_every_method_an_operation() -> None:
    of_the_site = {(method, path) for method, path in operations() if not path.startswith(LEFT_OUT)}
    assert {call.operation for call in asked().values()} == of_the_site


@pytest.mark.parametrize("name", sorted(CALLS))
def test_whatever_is_sent_is_something_that_the_site_takes(name: str) -> None:
    call, operation = asked()[name], _operation(asked()[name])
    known = {one["name"] for one in operation.get("parameters", []) if one["in"] == "query"}
    assert call.params <= known
    if call.body:
        content = operation["requestBody"]["content"]["application/json"]["schema"]
        assert call.body <= set(_whole(content)["properties"])
        assert set(_whole(content).get("required", [])) <= call.body


@pytest.mark.parametrize("name", sorted(set(CALLS) - {"calendar_file", "qr_picture", "free_time"}))
def test_whatever_is_read_is_something_that_the_site_sends(name: str) -> None:
    call = asked()[name]
    answers = _operation(call)["responses"]
    good = next(answers[status] for status in ("200", "201") if status in answers)
    content = _whole(good["content"]["application/json"]["schema"])
    if name in INSIDE:
        inside, shape = INSIDE[name]
        problems = list(_differences(list[shape], content["properties"][inside], name))  # type: ignore[valid-type]
    else:
        problems = list(_differences(call.shape, content, name))
    assert problems == []


def _operation(call: Call) -> Any:
    return described()["paths"][call.path][call.method]


def _whole(part: Any) -> Any:
    """With its reference followed."""
    part = {**part, **part["allOf"][0]} if len(part.get("allOf", [])) == 1 else part
    if "$ref" not in part:
        return part
    name = part["$ref"].rpartition("/")[2]
    return {**described()["components"]["schemas"][name], **{key: part[key] for key in part if key == "nullable"}}


def _differences(shape: Any, part: Any, place: str) -> Iterator[str]:
    """Fields that are not sent, and those that may be null while nobody expects it."""
    part = _whole(part)
    if get_origin(shape) in {Union, types.UnionType}:
        (shape,) = [one for one in get_args(shape) if one is not type(None)]
    elif _may_be_null(part):
        yield f"{place} may be null"
    if get_origin(shape) is list:
        yield from _differences(get_args(shape)[0], part["items"], place)
    elif is_dataclass(shape):
        hints = get_type_hints(shape)
        for one in fields(shape):  # type: ignore[arg-type]
            if one.name in part["properties"]:
                yield from _differences(hints[one.name], part["properties"][one.name], f"{place}.{one.name}")
            else:
                yield f"{place}.{one.name} is not sent"


def _may_be_null(part: Any) -> bool:
    return bool(part.get("nullable")) or "null" in (part.get("type") or ())


def test_the_bot_understands_every_button_that_the_site_writes() -> None:
    assert set(LABELS) <= OF_SITE
