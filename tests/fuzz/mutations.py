"""Real files gone wrong in the ways that disks, networks and people make them go wrong."""

from __future__ import annotations

import random
from collections.abc import Callable

Mutation = Callable[[random.Random, bytes], bytes]


def mutated(data: bytes, seed: int) -> bytes:
    """The data with one to four changes; the same seed gives the same."""
    chance = random.Random(seed)
    for _ in range(chance.randint(1, 4)):
        data = chance.choice(MUTATIONS)(chance, data)
    return data


def _span(chance: random.Random, data: bytes) -> tuple[int, int]:
    start = chance.randrange(len(data) + 1)
    return start, min(len(data), start + chance.randint(1, 2000))


def _cut_off(chance: random.Random, data: bytes) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _cut_out(chance: random.Random, data: bytes) -> bytes:
    start, end = _span(chance, data)
    return data[:start] + data[end:]


def _repeat(chance: random.Random, data: bytes) -> bytes:
    start, end = _span(chance, data)
    return data[:end] + data[start:end] * chance.randint(1, 20) + data[end:]


def _zero(chance: random.Random, data: bytes) -> bytes:
    start, end = _span(chance, data)
    return data[:start] + bytes(end - start) + data[end:]


def _noise(chance: random.Random, data: bytes) -> bytes:
    start, end = _span(chance, data)
    return data[:start] + chance.randbytes(end - start) + data[end:]


def _flip(chance: random.Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(min(len(changed), chance.randint(1, 50))):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _shuffle(chance: random.Random, data: bytes) -> bytes:
    pieces = [data[start : start + 1500] for start in range(0, len(data), 1500)]
    chance.shuffle(pieces)
    return b"".join(pieces)


def _drop_line_ends(chance: random.Random, data: bytes) -> bytes:
    return data.replace(b"\n", b"")


def _put_in(chance: random.Random, data: bytes) -> bytes:
    place = chance.randrange(len(data) + 1)
    return data[:place] + chance.choice(_TRAPS) + data[place:]


_TRAPS = (
    b"\0",
    b"\xff\xfe",
    b"\f" * 50,
    b"<![",
    b"<!--",
    b"<" * 500,
    b"</w:p>",
    b"&#x110000;",
    b"&nbsp" * 100,
    b"[" * 500,
    b"{" * 500,
    b"\\bin99999999 ",
    b"\\u-70000?",
    "\u202e\u0000\ufeff\u00ad".encode(),
    "§ 99999999999999999999 ".encode(),
    b"99999999-99-99 ",
    b"den 31 februari 0000 ",
)

MUTATIONS: tuple[Mutation, ...] = (
    _cut_off,
    _cut_out,
    _repeat,
    _zero,
    _noise,
    _flip,
    _shuffle,
    _drop_line_ends,
    _put_in,
    _put_in,
)
