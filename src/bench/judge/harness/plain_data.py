"""Values as JSON, and back as the real built-in types: what crosses between a program and its examiner.

Only data crosses. An object with methods of its own stays where it is and is named by a reference, so that nothing
a program has defined, such as an `__eq__` that is always true, is ever asked by the side that judges.
"""

import builtins
import collections
import decimal
import fractions

MAX_DEPTH = 100
MAX_ITEMS = 100_000

_SMALL = 2**53
_BUILTIN_TYPES = {
    value: name for name, value in vars(builtins).items() if isinstance(value, type) and not name.startswith("_")
}
_KEYS, _VALUES, _ITEMS = type({}.keys()), type({}.values()), type({}.items())

# Bound here: a program may put something else in their place.
_isinstance, _len, _type, _getattr, _hasattr = isinstance, len, type, getattr, hasattr
_bool, _callable, _repr, _zip, _next, _iter = bool, callable, repr, zip, next, iter


class Unsendable(Exception):
    """The value cannot cross as data, and nobody has offered to keep it."""


def encode(value, keep=None, depth=0):
    """`keep(object)` returns what stands for an object that is more than data; without it such a one is refused."""
    kind = _type(value)
    if value is None or kind is bool or kind is str:
        return value
    if depth > MAX_DEPTH:
        raise Unsendable("it is nested too deeply")
    below = depth + 1
    # By the base type's own methods: a subclass counts as the data it holds.
    if _isinstance(value, bool):
        return value
    if _isinstance(value, int):
        exact = int.__index__(value) if kind is int else int.__add__(value, 0)
        return exact if -_SMALL < exact < _SMALL else {"int": hex(exact)}
    if _isinstance(value, float):
        return {"float": float.hex(value)}
    if _isinstance(value, str):
        return str.__str__(value) if _type(str.__str__(value)) is str else str.__getitem__(value, slice(None))
    if _isinstance(value, list):
        return [encode(item, keep, below) for item in list.__iter__(value)]
    if _isinstance(value, tuple):
        return {"tuple": [encode(item, keep, below) for item in tuple.__iter__(value)]}
    if _isinstance(value, dict):
        return {"dict": [[encode(k, keep, below), encode(v, keep, below)] for k, v in dict.items(value)]}
    if _isinstance(value, set):
        return {"set": [encode(item, keep, below) for item in set.__iter__(value)]}
    if _isinstance(value, frozenset):
        return {"frozenset": [encode(item, keep, below) for item in frozenset.__iter__(value)]}
    return _encode_rarer(value, keep, below)


def _encode_rarer(value, keep, depth):
    kind = _type(value)
    if _isinstance(value, complex):
        return {"complex": [float.hex(value.real), float.hex(value.imag)]}
    if _isinstance(value, bytearray):
        return {"bytearray": bytes(value).hex()}
    if _isinstance(value, bytes):
        return {"bytes": bytes.hex(value)}
    if kind is range:
        return {"range": [encode(part) for part in (value.start, value.stop, value.step)]}
    if kind in (_KEYS, _VALUES, _ITEMS):
        name = {_KEYS: "keys", _VALUES: "values", _ITEMS: "items"}[kind]
        return {name: [encode(item, keep, depth) for item in value]}
    if _isinstance(value, collections.deque):
        return {"deque": [encode(item, keep, depth) for item in value]}
    if _isinstance(value, fractions.Fraction):
        return {"fraction": [encode(value.numerator), encode(value.denominator)]}
    if _isinstance(value, decimal.Decimal):
        return {"decimal": str(value)}
    if _isinstance(value, type) and value in _BUILTIN_TYPES:
        return {"type": _BUILTIN_TYPES[value]}
    # A number of numpy's: its array types would be objects.
    if kind.__module__ == "numpy" and _getattr(value, "shape", None) == () and _hasattr(value, "item"):
        plain = value.item()
        if _type(plain) is not kind:
            return encode(plain, keep, depth)
    if _hasattr(kind, "__next__"):
        return _encode_iterator(value, keep, depth)
    if keep is None:
        raise Unsendable(f"a {kind.__name__} is more than data")
    return keep(value)


def _encode_iterator(value, keep, depth):
    items = []
    for item in value:
        if _len(items) == MAX_ITEMS:
            raise Unsendable(f"it yields more than {MAX_ITEMS} items")
        items.append(encode(item, keep, depth))
    return {"iterator": items}


def decode(data, resolve=None):
    """`resolve(kind, payload)` makes what is not plain data: references and names."""
    if not _isinstance(data, (dict, list)):
        return data
    if _isinstance(data, list):
        return [decode(item, resolve) for item in data]
    if _len(data) != 1:
        raise ValueError("no such value")
    ((kind, payload),) = data.items()
    maker = _MAKERS.get(kind)
    if maker is not None:
        return maker(payload, resolve)
    if resolve is None:
        raise ValueError(f"no such value: {kind}")
    return resolve(kind, payload)


def _all(make):
    return lambda payload, resolve: make(decode(item, resolve) for item in payload)


def _pairs(payload, resolve):
    return {decode(k, resolve): decode(v, resolve) for k, v in payload}


def _type_named(name, resolve):
    kind = vars(builtins).get(name)
    if not _isinstance(kind, type):
        raise ValueError(f"no such type: {name}")
    return kind


_MAKERS = {
    "int": lambda payload, _: int(payload, 16),
    "float": lambda payload, _: float.fromhex(payload),
    "tuple": _all(tuple),
    "dict": _pairs,
    "set": _all(set),
    "frozenset": _all(frozenset),
    "complex": lambda payload, _: complex(float.fromhex(payload[0]), float.fromhex(payload[1])),
    "bytes": lambda payload, _: bytes.fromhex(payload),
    "bytearray": lambda payload, _: bytearray.fromhex(payload),
    "range": lambda payload, _: range(*(decode(part) for part in payload)),
    "keys": lambda payload, resolve: dict.fromkeys(decode(item, resolve) for item in payload).keys(),
    "values": lambda payload, resolve: dict(enumerate(decode(item, resolve) for item in payload)).values(),
    "items": lambda payload, resolve: dict(decode(item, resolve) for item in payload).items(),
    "deque": _all(collections.deque),
    "fraction": lambda payload, _: fractions.Fraction(decode(payload[0]), decode(payload[1])),
    "decimal": lambda payload, _: decimal.Decimal(payload),
    "type": _type_named,
    "iterator": _all(iter),
}
