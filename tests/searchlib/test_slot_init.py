"""Values made through their slots are the frozen dataclasses that they look like."""

from __future__ import annotations

import copy
import inspect
import pickle
from dataclasses import FrozenInstanceError, dataclass, field, replace

import pytest

from searchlib.documents import Section
from searchlib.results import Facet, FormCount, Hit
from searchlib.slot_init import slot_init


@dataclass(frozen=True, slots=True)
class Plain:
    one: int
    other: str | None = None
    more: tuple[str, ...] = ()


@slot_init
@dataclass(frozen=True, slots=True)
class Quick:
    one: int
    other: str | None = None
    more: tuple[str, ...] = ()


@pytest.mark.parametrize(("given", "named"), [((1,), {}), ((1, "a"), {}), ((), {"one": 2, "more": ("b",)})])
def test_the_fields_are_those_of_any_dataclass(given: tuple[object, ...], named: dict[str, object]) -> None:
    plain, quick = Plain(*given, **named), Quick(*given, **named)  # type: ignore[arg-type]
    assert [getattr(quick, name) for name in Plain.__slots__] == [getattr(plain, name) for name in Plain.__slots__]
    assert repr(quick) == repr(plain).replace("Plain", "Quick")


def test_the_signature_stays() -> None:
    assert str(inspect.signature(Quick)) == str(inspect.signature(Plain))
    with pytest.raises(TypeError, match=r"FormCount.__init__.*'why'"):
        FormCount("plan", 1)  # type: ignore[call-arg]


def test_values_stay_frozen_equal_and_copied() -> None:
    section = Section("id", None, 0, "Rubrik", "Text")
    with pytest.raises(FrozenInstanceError):
        section.text = "annan"  # type: ignore[misc]
    assert replace(section, page=2) == Section("id", None, 0, "Rubrik", "Text", 2)
    assert copy.deepcopy(section) == pickle.loads(pickle.dumps(section)) == section
    assert hash(Facet(2020, 3)) == hash(Facet(2020, 3))
    assert inspect.signature(Hit).parameters["missing"].default == ()


def test_what_has_more_to_do_than_to_set_its_fields_is_refused() -> None:
    @dataclass(frozen=True, slots=True)
    class Made:
        values: list[int] = field(default_factory=list)

    with pytest.raises(TypeError, match="Made"):
        slot_init(Made)
