"""Readings as short JSON values, to go over pipes: no field names, so that a page of cells costs little.

In: plain dataclasses of strings, numbers, tuples, lists and one another. Out: lists of their fields in order, and back.
Relies on the declared types of the fields, looked at once for each class; both sides run the same code. Readings that
are kept are written with their field names (see `model.reading_to_json`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import cache
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

Change = Callable[[Any], Any]


def to_wire(value: Any, kind: Any) -> Any:
    """A value of the declared type `kind` as JSON values."""
    change = _packer(kind)
    return value if change is None else change(value)


def from_wire(value: Any, kind: Any) -> Any:
    """The value that `to_wire` packed; what it was packed in is used up."""
    change = _opener(kind)
    return value if change is None else change(value)


@cache
def _packer(kind: Any) -> Change | None:
    """How values of a type are packed; None where JSON takes them as they are."""
    if is_dataclass(kind):
        return _fields_packer(kind)
    if get_origin(kind) in (Union, UnionType):
        return _union_packer(kind)
    inner = {_packer(part) for part in _parts(kind)}
    if inner <= {None}:
        return None
    if get_origin(kind) is dict:
        change = _packer(get_args(kind)[1])
        assert change is not None
        return lambda value: {k: change(v) for k, v in value.items()}
    (single,) = inner
    assert single is not None
    return lambda value: [single(v) for v in value]


def _fields_packer(kind: Any) -> Change:
    hints = get_type_hints(kind)
    names = [f.name for f in fields(kind)]
    changes = [(at, change) for at, name in enumerate(names) if (change := _packer(hints[name])) is not None]
    take: Change = attrgetter(*names) if len(names) > 1 else lambda value: (getattr(value, names[0]),)
    if not changes:
        return take

    def pack(value: Any) -> list[Any]:
        found = list(take(value))
        for at, change in changes:
            found[at] = change(found[at])
        return found

    return pack


def _union_packer(kind: Any) -> Change | None:
    """Of several classes, which one it is goes before the value."""
    if not any(is_dataclass(k) for k in get_args(kind)):
        return None
    kinds = [k for k in get_args(kind) if k is not NoneType]
    which = {k: at for at, k in enumerate(kinds)}
    changes = [_packer(k) for k in kinds]

    def pack(value: Any) -> Any:
        if value is None:
            return None
        at = which[type(value)]
        change = changes[at]
        return [at, value if change is None else change(value)]

    return pack


@cache
def _opener(kind: Any) -> Change | None:
    """How packed values of a type are opened; None where they are right as JSON gives them."""
    if is_dataclass(kind):
        return _fields_opener(kind)
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        return _union_opener(kind)
    if origin not in (tuple, list, dict):
        return None
    changes = {_opener(part) for part in _parts(kind)} - {None}
    if not changes:
        return tuple if origin is tuple else None
    change: Change = changes.pop() or tuple
    if origin is dict:
        return lambda value: {k: change(v) for k, v in value.items()}
    if origin is list:
        return lambda value: [change(v) for v in value]
    return lambda value: tuple([change(v) for v in value])


def _fields_opener(kind: Any) -> Change:
    hints = get_type_hints(kind)
    changes = [(at, change) for at, f in enumerate(fields(kind)) if (change := _opener(hints[f.name])) is not None]

    def open_up(value: Any) -> Any:
        for at, change in changes:
            value[at] = change(value[at])
        return kind(*value)

    return open_up


def _union_opener(kind: Any) -> Change | None:
    if not any(is_dataclass(k) for k in get_args(kind)):
        return None
    kinds = [k for k in get_args(kind) if k is not NoneType]

    def open_up(value: Any) -> Any:
        return None if value is None else from_wire(value[1], kinds[value[0]])

    return open_up


def _parts(kind: Any) -> list[Any]:
    """The types of what a container holds; a container of dataclasses holds one type of them."""
    if get_origin(kind) is Literal:
        return []
    parts = [p for p in get_args(kind) if p is not Ellipsis]
    return parts[1:] if get_origin(kind) is dict else parts
