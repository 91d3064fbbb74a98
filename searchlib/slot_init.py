"""The making of values that are made by the hundred: frozen dataclasses whose fields are set through their slots.

The `__init__` that `dataclass(frozen=True)` writes looks up `object.__setattr__` anew for every field, because setting
an attribute of a frozen value is an error. A slot can be set by its descriptor, in a third of the time. An answer has
some 250 values, and each document that is indexed a dozen.
"""

from __future__ import annotations

from dataclasses import MISSING, Field, fields
from typing import Any, TypeVar

Class = TypeVar("Class", bound=type)


def slot_init(cls: Class) -> Class:
    """Give a frozen dataclass with slots an `__init__` of the same signature that sets the slots directly.

    Raises TypeError for a dataclass with default factories or a `__post_init__`.
    """
    own = fields(cls)
    if hasattr(cls, "__post_init__") or any(one.default_factory is not MISSING for one in own):
        raise TypeError(f"{cls.__name__} wants more than its fields set")
    lines = [f"    _set_{one.name}(self, {one.name})" for one in own]
    source = f"def __init__(self, {', '.join(map(_parameter, own))}):\n" + "\n".join(lines)
    names: dict[str, Any] = {f"_set_{one.name}": getattr(cls, one.name).__set__ for one in own}
    names |= {f"_default_{one.name}": one.default for one in own}
    # As `dataclass` itself does; nothing but names of fields is in the source.
    exec(source, names)  # noqa: S102
    made, standard = names["__init__"], vars(cls)["__init__"]
    made.__annotations__, made.__qualname__ = standard.__annotations__, standard.__qualname__
    made.__module__ = cls.__module__
    setattr(cls, "__init__", made)  # noqa: B010 - to set it plainly is unsound for a subclass, says mypy
    return cls


def _parameter(one: Field[Any]) -> str:
    return one.name if one.default is MISSING else f"{one.name}=_default_{one.name}"
