"""Front matter: `key: value` lines between two rules, or in a comment, at the top of a Markdown file.

The small part of YAML that people write by hand. Keys are Swedish or English; unknown keys are left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

KEYS = {
    "titel": "title",
    "title": "title",
    "rubrik": "title",
    "datum": "date",
    "date": "date",
    "mötesdatum": "date",
    "sammanträdesdatum": "date",
    "organ": "organ",
    "nämnd": "organ",
    "committee": "organ",
    "typ": "kind",
    "kind": "kind",
    "type": "kind",
    "dokumenttyp": "kind",
    "diarienummer": "reference_number",
    "dnr": "reference_number",
    "ärendenummer": "reference_number",
    "reference_number": "reference_number",
    "närvarande": "participants",
    "deltagare": "participants",
    "participants": "participants",
    "plats": "place",
    "place": "place",
    "url": "url",
    "länk": "url",
}

_block = re.compile(
    r"\s*(?:---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)|<!--[ \t]*\n?(.*?)-->[ \t]*(?:\n|$))", re.DOTALL
)
_entry = re.compile(r"([A-Za-zÅÄÖåäö_ ]{2,40}?)[ \t]*:(?:[ \t]+(.*)|[ \t]*)$")
_item = re.compile(r"[ \t]+-[ \t]+(.*)$|-[ \t]+(.*)$")


def split_front_matter(text: str) -> tuple[Mapping[str, str], str]:
    """What the top of a text says about it, by our keys, and the text after it.

    The values of a list stand on lines of their own. A block without any `key: value` is not front matter.
    """
    match = _block.match(text) if text.lstrip()[:3] in ("---", "<!-") else None
    if match is None:
        return {}, text
    entries = _entries(match[1] if match[1] is not None else match[2])
    if not entries:
        return {}, text
    return {KEYS[key]: value for key, value in entries.items() if key in KEYS and value}, text[match.end() :]


def _entries(block: str) -> dict[str, str]:
    """All entries, keys in lower case; a list continues the key above it."""
    entries: dict[str, str] = {}
    key = None
    for line in block.split("\n"):
        if key is not None and (item := _item.match(line)):
            entries[key] = f"{entries[key]}\n{_unquoted(item[1] or item[2] or '')}".strip()
        elif entry := _entry.match(line.strip()):
            key = entry[1].lower()
            entries[key] = _value(entry[2] or "")
    return entries


def _value(text: str) -> str:
    """A scalar, or a list in brackets as lines."""
    text = text.strip()
    if text.startswith("[") and text.endswith("]"):
        return "\n".join(_unquoted(part) for part in text[1:-1].split(","))
    return _unquoted(text)


def _unquoted(text: str) -> str:
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        return text[1:-1]
    return text
