"""RTF to tokens: braces, control words, and text with its bytes decoded.

Source of the rules: Rich Text Format Specification 1.9.1, "RTF syntax" and "Unicode RTF".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_token = re.compile(
    r"\\([a-zA-Z]{1,32})(-?\d{1,10})?[ ]?"  # a control word with its number
    r"|\\'([0-9a-fA-F]{2})"  # a byte
    r"|\\([^a-zA-Z'])"  # a control sign
    r"|([{}])"
    r"|([^\\{}\r\n]+)"
)
_font = re.compile(r"\\f(\d{1,5})(?:\\(?!f\d)[a-z]+-?\d* ?){0,9}?\\fcharset(\d{1,3})")
_code_page = re.compile(r"\\ansicpg(\d{1,5})")

_DEFAULT = "cp1252"
_CODE_PAGES = frozenset(
    {"437", "850", "852", "855", "857", "866", "1250", "1251", "1252", "1253", "1254", "1257", "1258"}
)
# Character sets of fonts, by the numbers of Windows.
_CHARSETS = {77: "mac_roman", 161: "cp1253", 162: "cp1254", 186: "cp1257", 204: "cp1251", 238: "cp1250"}
_SIGNS = {"~": "\u00a0", "_": "-", "-": "\u00ad", "\\": "\\", "{": "{", "}": "}", "\n": "\n", "\r": "\n", "\t": "\t"}


@dataclass(frozen=True, slots=True)
class Token:
    """One token: kind is "{", "}", "text", "word" or "ignorable" (the sign `\\*`); `number` belongs to words."""

    kind: str
    text: str = ""
    number: int | None = None


def tokens(rtf: str) -> Iterator[Token]:
    """Read RTF (its bytes as Latin-1). Never raises: what is no RTF is text."""
    scan = _Scan(_document_encoding(rtf), _fonts(rtf))
    position = 0
    while match := _token.search(rtf, position):
        position = match.end()
        if match[1] == "bin":
            # So many bytes of anything follow, braces too.
            position += max(0, int(match[2] or 0))
            continue
        yield from scan.next(match)
    yield from scan.bytes_so_far()


class _Scan:
    """What tokens mean depends on those before: bytes make characters together, groups have their encoding."""

    def __init__(self, encoding: str, fonts: Mapping[int, str]) -> None:
        self._default = encoding
        self._fonts = fonts
        # For each open group: its encoding, and how many characters stand in for a \u in older programs.
        self._groups = [(encoding, 1)]
        self._stand_ins = 0
        self._bytes = bytearray()

    def next(self, match: re.Match[str]) -> Iterator[Token]:
        word, number, byte, sign, brace, run = match.groups()
        if self._stand_ins and (byte or run or sign in _SIGNS):
            byte, sign, run = self._without_stand_ins(byte, sign, run)
        if byte:
            self._bytes.append(int(byte, 16))
            return
        yield from self.bytes_so_far()
        if run:
            yield Token("text", run)
        elif sign:
            yield Token("ignorable") if sign == "*" else Token("text", _SIGNS.get(sign, ""))
        elif brace:
            yield self._brace(brace)
        elif word:
            yield self._word(word, None if number is None else int(number))

    def bytes_so_far(self) -> Iterator[Token]:
        if self._bytes:
            yield Token("text", self._bytes.decode(self._groups[-1][0], "replace"))
            self._bytes.clear()

    def _without_stand_ins(self, byte: str | None, sign: str | None, run: str | None) -> tuple[str | None, ...]:
        if run is None:
            self._stand_ins -= 1
            return None, None, None
        taken = min(self._stand_ins, len(run))
        self._stand_ins -= taken
        return byte, sign, run[taken:]

    def _brace(self, brace: str) -> Token:
        self._stand_ins = 0
        if brace == "{":
            self._groups.append(self._groups[-1])
        elif len(self._groups) > 1:
            self._groups.pop()
        return Token(brace)

    def _word(self, word: str, number: int | None) -> Token:
        encoding, stand_ins = self._groups[-1]
        if word == "u" and number is not None:
            self._stand_ins = stand_ins
            return Token("text", chr(number % 0x10000))
        if word == "uc":
            self._groups[-1] = encoding, min(max(0, number or 0), 100)
        elif word == "f":
            self._groups[-1] = self._fonts.get(number or 0, self._default), stand_ins
        return Token("word", word, number)


def _document_encoding(rtf: str) -> str:
    head = rtf[:2000]
    if match := _code_page.search(head):
        return f"cp{match[1]}" if match[1] in _CODE_PAGES else _DEFAULT
    for word, encoding in (("\\mac", "mac_roman"), ("\\pca", "cp850"), ("\\pc", "cp437")):
        if word in head:
            return encoding
    return _DEFAULT


def _fonts(rtf: str) -> Mapping[int, str]:
    table = rtf.find("{\\fonttbl")
    found = _font.findall(rtf[table : table + 500_000]) if table >= 0 else []
    return {int(number): _CHARSETS[int(name)] for number, name in found if int(name) in _CHARSETS}
