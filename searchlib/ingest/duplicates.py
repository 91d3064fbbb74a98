"""The same minutes in two files are one: the text decides, whatever the format."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from searchlib.documents import Minutes

# "Mötet ställdes in" is the whole text of many minutes: so few letters need date and organ to tell them apart.
_TELLING = 400

_signs = re.compile(r"[\W_]+")


def text_fingerprint(minutes: Minutes) -> str:
    """A hash that is equal for the same minutes in two formats: of the letters and digits, in order.

    Signs, spaces and letter case are left out, for a format may have turned them. The title counts once,
    whether or not the format left it in the text too. Short texts count with their date and organ.
    """
    title = _folded(minutes.title)
    parts = (part for one in minutes.sections for part in (one.number, one.heading, one.text) if part)
    text = title + "".join(map(_folded, parts)).replace(title, "", 1)
    if len(text) < _TELLING:
        text += f"|{minutes.meeting_date.value}|{minutes.organ}"
    return hashlib.sha256(text.encode()).hexdigest()


def merge_duplicates(minutes: Iterable[Minutes]) -> Iterator[Minutes]:
    """Give each meeting once, in path order, with the sources of all its files; the first file gives the rest.

    All of `minutes` is read before the first is given.
    """
    groups: dict[str, list[Minutes]] = {}
    for one in sorted(minutes, key=lambda one: one.source):
        groups.setdefault(text_fingerprint(one), []).append(one)
    for group in groups.values():
        sources = dict.fromkeys(source for one in group for source in one.sources)
        yield replace(group[0], sources=tuple(sources)) if len(sources) > 1 else group[0]


def _folded(text: str) -> str:
    return _signs.sub("", text.casefold())
