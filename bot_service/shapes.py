"""From JSON to dataclasses, by their annotations alone. What is missing needs a default; what is new is ignored."""

import types
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")

_PLAIN: dict[Any, tuple[type, ...]] = {str: (str,), int: (int,), bool: (bool,)}


class Misshapen(ValueError):
    """The answer is not what the contract says; the text names the place."""


def read(shape: type[T], data: Any) -> T:
    """A value of this dataclass. Raises Misshapen."""
    return cast(T, _value(shape, data, shape.__name__))


def read_list(shape: type[T], data: Any) -> list[T]:
    """Raises Misshapen."""
    return cast("list[T]", _value(list[shape], data, shape.__name__))  # type: ignore[valid-type]


def _value(shape: Any, data: Any, place: str) -> Any:
    if is_dataclass(shape):
        return _record(cast(type, shape), data, place)
    if get_origin(shape) in {Union, types.UnionType}:
        inner = next(one for one in get_args(shape) if one is not type(None))
        return None if data is None else _value(inner, data, place)
    if get_origin(shape) is list:
        if not isinstance(data, list):
            raise Misshapen(f"{place} is no list")
        return [_value(get_args(shape)[0], one, place) for one in data]
    return _leaf(shape, data, place)


def _leaf(shape: Any, data: Any, place: str) -> Any:
    if shape in _PLAIN:
        if not isinstance(data, _PLAIN[shape]) or (shape is int and isinstance(data, bool)):
            raise Misshapen(f"{place} is no {shape.__name__}")
        return data
    if not isinstance(data, str):
        raise Misshapen(f"{place} is no text")
    try:
        return Decimal(data) if shape is Decimal else _moment(shape, data)
    except (ValueError, InvalidOperation) as problem:
        raise Misshapen(f"{place} is no {shape.__name__}") from problem


def _moment(shape: Any, data: str) -> date | datetime:
    if shape is not datetime:
        return date.fromisoformat(data)
    moment = datetime.fromisoformat(data)
    if moment.tzinfo is None:
        raise ValueError("a time without its offset")
    return moment


def _record(shape: type, data: Any, place: str) -> Any:
    if not isinstance(data, dict):
        raise Misshapen(f"{place} is no object")
    hints, values = _hints(shape), {}
    for one in fields(shape):
        if one.name in data:
            values[one.name] = _value(hints[one.name], data[one.name], f"{place}.{one.name}")
        elif one.default is MISSING and one.default_factory is MISSING:
            raise Misshapen(f"{place}.{one.name} is missing")
    return shape(**values)


@cache
def _hints(shape: type) -> dict[str, Any]:
    return get_type_hints(shape)
