"""The Swedish lexicon: what is known of word forms. Compiled once, then memory-mapped."""

from __future__ import annotations

import mmap
from collections.abc import Iterator
from pathlib import Path
from zlib import crc32

from searchlib.analysis.compiled import BUCKET_BITS, HEADER, MAGIC, PROPERTY_BITS, SEVERAL
from searchlib.analysis.hunspell import BEGIN, MIDDLE
from searchlib.errors import IndexDamaged
from searchlib.loops import compiled
from searchlib.mapped_memory import open_to_be_mapped

_SHIFT = 32 - BUCKET_BITS
_REFERENCE = (SEVERAL >> PROPERTY_BITS) - 1
_PROPERTIES = (1 << PROPERTY_BITS) - 1


def lexicon_fingerprint() -> str:
    """Sixteen hexadecimal digits that change with the dictionary, simplemma or our code. Nothing is parsed.

    Raises LexiconMissing.
    """
    from searchlib.analysis import compile as compiling

    return compiling.lexicon_fingerprint()


def compile_lexicon() -> bytes:
    """The file of a lexicon made from the installed dictionary; the same bytes on every machine.

    Takes some seconds and some hundred megabytes the first time, then comes from the user's cache folder.
    Raises LexiconMissing.
    """
    from searchlib.analysis.cached import lexicon_file

    return lexicon_file()


class Lexicon:
    """A compiled lexicon. Safe to share between threads.

    Raises IndexDamaged when the data are not those of a lexicon.
    """

    def __init__(self, data: bytes | mmap.mmap, name: str = "lexicon") -> None:
        whole = memoryview(data)
        try:
            magic, fingerprint, self._count, *sizes = HEADER.unpack_from(whole)
        except Exception as error:
            raise IndexDamaged(name, "the lexicon is cut off") from error
        if magic != MAGIC or HEADER.size + sum(sizes) != len(whole):
            raise IndexDamaged(name, "the lexicon is not complete")
        self.fingerprint = str(fingerprint, "ascii")
        views: list[memoryview] = []
        place = HEADER.size
        for size in sizes:
            views.append(whole[place : place + size])
            place += size
        self._starts, self._offsets, self._records, self._lists = (view.cast("I") for view in views[:4])
        self._lists_of_parts = views[4:6]
        # Slices of bytes and of a map are cheaper than slices of a view, so the forms are looked at in the whole.
        self._data = data
        self._forms = place - sizes[-1]
        self._views = [whole, *views, self._starts, self._offsets, self._records, self._lists]
        loop = compiled("lexicon")
        sections = (self._starts, self._offsets, self._records, self._lists, views[-1])
        self.lookup = loop.Lookup(*sections, _SHIFT, PROPERTY_BITS) if loop else None

    @classmethod
    def open(cls, path: Path) -> Lexicon:
        """Map the file into memory; nothing of it is read yet. Raises OSError, IndexDamaged."""
        with path.open("rb") as file:
            try:
                data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            except ValueError as error:
                raise IndexDamaged(str(path), "the lexicon is empty") from error
        if hasattr(data, "madvise"):
            # A look-up needs a few bytes here and there; reading pages around them would only fill the memory.
            data.madvise(mmap.MADV_RANDOM)
        return cls(data, str(path))

    def save(self, path: Path) -> None:
        """Write the same lexicon to another place. Raises OSError."""
        with open_to_be_mapped(path) as file:
            file.write(self._data[:])

    def maps(self) -> list[mmap.mmap]:
        """The file, if it is mapped into memory."""
        return [self._data] if isinstance(self._data, mmap.mmap) else []

    def close(self) -> None:
        """Let go of the file; nothing can be looked up afterwards."""
        if self.lookup is not None:
            self.lookup.close()
        for view in reversed(self._views):
            view.release()
        if isinstance(self._data, mmap.mmap):
            self._data.close()

    def __enter__(self) -> Lexicon:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __len__(self) -> int:
        return int(self._count)

    def find(self, form: str) -> int:
        """The number of a form in small letters, or -1."""
        key = form.encode()
        bucket = crc32(key) >> _SHIFT
        number, end = self._starts[bucket], self._starts[bucket + 1]
        if number == end:
            return -1
        offsets, origin, length = self._offsets, self._forms, len(key)
        begin = offsets[number]
        while number < end:
            after = offsets[number + 1]
            if after - begin == length and self._data[origin + begin : origin + after] == key:
                return int(number)
            number, begin = number + 1, after
        return -1

    def properties(self, form: str) -> int:
        """BEGIN, END, … of `hunspell` for a form in small letters; 0 when it is unknown."""
        if self.lookup is not None:
            return int(self.lookup.properties(form))
        number = self.find(form)
        return 0 if number < 0 else int(self._records[number] & _PROPERTIES)

    def lemmas(self, form: str) -> tuple[str, ...]:
        """The dictionary forms of a form, likeliest first; empty when it is unknown."""
        if self.lookup is not None:
            found: tuple[str, ...] = self.lookup.lemmas(form)
            return found
        number = self.find(form)
        return () if number < 0 else tuple(map(self._form, self._lemma_numbers(number)))

    def beginnings(self) -> dict[str, int]:
        """The forms that may stand before another part of a compound, with BEGIN and MIDDLE; a new dictionary."""
        begins, middles = (str(view, "utf-8").splitlines() for view in self._lists_of_parts)
        found = dict.fromkeys(begins, BEGIN)
        for form in middles:
            found[form] = found.get(form, 0) | MIDDLE
        return found

    def _lemma_numbers(self, number: int) -> Iterator[int]:
        record = self._records[number]
        reference = record >> PROPERTY_BITS & _REFERENCE
        if not record & SEVERAL:
            yield reference
            return
        count = self._lists[reference]
        yield from self._lists[reference + 1 : reference + 1 + count]

    def _form(self, number: int) -> str:
        start, end = self._offsets[number], self._offsets[number + 1]
        return str(self._data[self._forms + start : self._forms + end], "utf-8")
