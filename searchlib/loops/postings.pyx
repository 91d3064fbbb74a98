# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""Posting lists: found, read, joined and scored.

The twin of every function here is NumPy: `leaves.py` and `collection.py` in `searchlib.engines.whoosh`. An index file is
data: a number in it that would lead outside of an array raises IndexDamaged.
"""

import numpy as np

from libc.math cimport rint
from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t, uint64_t
from libc.string cimport memcmp

from searchlib.errors import IndexDamaged
from searchlib.loops.postings cimport FEWER, STEP_BITS, Arrays, Narrow, PostingList, Table, lower_bound, number_at


cdef class Table:
    """One table of a segment: its posting lists, read in place.

    `levels` are the arrays of `searchlib.engines.whoosh.tables.TermTable` by name: numbers in narrow arrays come as
    (narrow, at, value). What a table does not hold is left out. Raises ValueError when lengths do not belong together.
    """

    def __cinit__(self, dict levels):
        self._kept = tuple(levels.values())
        cdef const uint32_t[::1] first = levels["first"]
        self.arrays.terms = first.shape[0] - 1
        self.arrays.first = start_of(first)
        self._read_docs(levels["docs"])
        self.arrays.block_bits = levels["block_bits"]
        cdef const uint32_t[::1] turns = levels["turns"]
        self.arrays.turns, self.arrays.turns_each = start_of(turns), turns.shape[0] // max(1, self.arrays.terms)
        self.arrays.weights = narrow(levels["weights"])
        self.has_lemmas, self.has_places = "lemmas" in levels, "places" in levels
        if self.has_lemmas:
            self.arrays.lemmas = narrow(levels["lemmas"])
        if self.has_places:
            self._read_places(levels)
        self._check()

    cdef _read_docs(self, docs):
        cdef const uint16_t[::1] low
        cdef const uint32_t[::1] whole
        self.arrays.entries = len(docs)
        if docs.dtype.itemsize == 2:
            low = docs
            self.arrays.low = &low[0] if low.shape[0] else NULL
        else:
            whole = docs
            self.arrays.whole = start_of(whole)

    cdef _read_places(self, dict levels):
        cdef const uint32_t[::1] rows_before = levels["rows_before"]
        cdef const uint32_t[::1] places_before = levels["places_before"]
        self.arrays.row_counts, self.arrays.rows = narrow(levels["row_counts"]), narrow(levels["rows"])
        self.arrays.place_counts, self.arrays.places = narrow(levels["place_counts"]), narrow(levels["places"])
        self.arrays.rows_before, self.arrays.places_before = start_of(rows_before), start_of(places_before)
        cdef Py_ssize_t rows = self.arrays.rows.count
        if (
            self.arrays.row_counts.count != self.arrays.entries
            or self.arrays.place_counts.count != rows
            or rows_before.shape[0] < -(-self.arrays.entries >> STEP_BITS)
            or places_before.shape[0] < -(-rows >> STEP_BITS)
        ):
            raise ValueError("the arrays of a table do not belong together")

    cdef _check(self):
        if (
            self.arrays.terms < 0
            or not is_bytes(&self.arrays.weights, self.arrays.entries)
            or (self.has_lemmas and not is_bytes(&self.arrays.lemmas, self.arrays.entries))
        ):
            raise ValueError("the arrays of a table do not belong together")

    def posting_list(self, Py_ssize_t number, Py_ssize_t base):
        """The list of a term; its meetings are counted from `base` on."""
        return PostingList(self, number, base)


cdef class PostingList:
    """The posting list of one term in one segment: entries `start` to `stop` of its table."""

    def __cinit__(self, Table table, Py_ssize_t number, Py_ssize_t base):
        if not 0 <= number < table.arrays.terms:
            raise ValueError("no such term")
        self.table, self.arrays, self.number, self.base = table, &table.arrays, number, base
        self.start, self.stop = table.arrays.first[number], table.arrays.first[number + 1]
        if self.start > self.stop or self.stop > table.arrays.entries:
            raise IndexDamaged("posting lists", f"the list of term {number} lies outside of its table")

    def __len__(self):
        return self.stop - self.start

    cdef int64_t decode(self, int64_t* out) noexcept nogil:
        """Write all meetings; gives the highest of them, -1 for none, -2 when the list is damaged."""
        cdef const Arrays* arrays = self.arrays
        cdef Py_ssize_t at = self.start, block, end, index
        cdef int64_t shift, found, highest = -1
        if arrays.whole != NULL:
            for index in range(self.start, self.stop):
                found = self.base + arrays.whole[index]
                highest = max(highest, found)
                out[index - self.start] = found
            return highest
        for block in range(arrays.turns_each + 1):
            end = self.stop if block == arrays.turns_each else arrays.turns[self.number * arrays.turns_each + block]
            if end < at or end > self.stop:
                return -2
            shift = self.base + (block << arrays.block_bits)
            for index in range(at, end):
                found = shift + arrays.low[index]
                highest = max(highest, found)
                out[index - self.start] = found
            at = end
        return highest

    cdef Py_ssize_t search(self, int64_t meeting) noexcept nogil:
        """The entry of a meeting in the arrays of the table, or -1."""
        cdef const Arrays* arrays = self.arrays
        cdef int64_t wanted = meeting - self.base
        cdef Py_ssize_t low = self.start, high = self.stop, block, turn
        if wanted < 0:
            return -1
        if arrays.whole != NULL:
            low = lower_bound(arrays.whole, low, high, wanted)
            return low if low < self.stop and arrays.whole[low] == wanted else -1
        block = wanted >> arrays.block_bits
        if block > arrays.turns_each:
            return -1
        turn = self.number * arrays.turns_each
        if block > 0:
            low = arrays.turns[turn + block - 1]
        if block < arrays.turns_each:
            high = arrays.turns[turn + block]
        if low < self.start or high > self.stop:
            return -1
        wanted &= (<int64_t>1 << arrays.block_bits) - 1
        low = lower_bound(arrays.low, low, high, wanted)
        return low if low < high and arrays.low[low] == wanted else -1


def holding(list lists, alive, bint lemmas):
    """In how many meetings a term stands, or stands as a lemma; with `alive` (a byte a meeting) the living ones."""
    cdef PostingList one
    cdef Py_ssize_t count = 0
    for one in lists:
        count += one.stop - one.start if alive is None and not lemmas else _counted(one, alive, lemmas)
    return count


cdef Py_ssize_t _counted(PostingList one, alive, bint lemmas) except -1:
    cdef Py_ssize_t index, count = 0, length = one.stop - one.start
    cdef const uint8_t[::1] living
    cdef int64_t[::1] meetings
    if lemmas and not one.table.has_lemmas:
        raise ValueError("the table holds no lemmas")
    if alive is None:
        with nogil:
            for index in range(one.start, one.stop):
                count += one.arrays.lemmas.bytes[index] > 0
        return count
    living = alive
    meetings = np.empty(max(1, length), np.int64)
    checked(one.decode(&meetings[0]), living.shape[0])
    with nogil:
        for index in range(length):
            if living[meetings[index]]:
                count += not lemmas or one.arrays.lemmas.bytes[one.start + index] > 0
    return count


def meetings_of(list lists, Py_ssize_t size, alive):
    """The living meetings (of `size` in all) that are in any of some posting lists, rising."""
    cdef PostingList one
    if len(lists) == 1 and alive is None:
        one = lists[0]
        found = np.empty(len(one), np.int64)
        _decoded_into(one, found, size)
        return found
    return _united(lists, size, alive)


cdef _decoded_into(PostingList one, int64_t[::1] out, Py_ssize_t size):
    if out.shape[0]:
        checked(one.decode(&out[0]), size)


cdef _united(list lists, Py_ssize_t size, alive):
    cdef Py_ssize_t longest = max([len(one) for one in lists], default=0)
    cdef int64_t[::1] read = np.empty(max(1, longest), np.int64)
    cdef uint64_t[::1] held = np.zeros((size >> 6) + 1, np.uint64)
    cdef PostingList one
    cdef Py_ssize_t index, length
    for one in lists:
        length = len(one)
        checked(one.decode(&read[0]), size)
        with nogil:
            for index in range(length):
                held[read[index] >> 6] |= <uint64_t>1 << (read[index] & 63)
    found = _bits(held, min(size, sum([len(one) for one in lists])))
    return found if alive is None else found[alive[found].view(np.bool_)]


def union_below(list parts, Py_ssize_t size):
    """Everything that is in any of several sorted arrays of numbers below `size`, without repetitions."""
    cdef uint64_t[::1] held = np.zeros((size >> 6) + 1, np.uint64)
    cdef const int64_t[::1] part
    cdef Py_ssize_t index, count = 0
    for part in parts:
        count += part.shape[0]
        for index in range(part.shape[0]):
            if not 0 <= part[index] < size:
                raise ValueError("a number is not below the size")
            held[part[index] >> 6] |= <uint64_t>1 << (part[index] & 63)
    return _bits(held, min(size, count))


cdef extern from *:
    """
    #ifdef _MSC_VER
    #include <intrin.h>
    static int lowest_bit(unsigned long long bits) { unsigned long at; _BitScanForward64(&at, bits); return (int) at; }
    #else
    static int lowest_bit(unsigned long long bits) { return __builtin_ctzll(bits); }
    #endif
    """
    int lowest_bit(unsigned long long bits) noexcept nogil


cdef _bits(uint64_t[::1] held, Py_ssize_t most):
    """The numbers of all bits that are set, at most so many."""
    found = np.empty(most, np.int64)
    cdef int64_t[::1] out = found
    cdef Py_ssize_t word, count = 0
    cdef uint64_t bits
    with nogil:
        for word in range(held.shape[0]):
            bits = held[word]
            while bits:
                out[count] = (word << 6) + lowest_bit(bits)
                count += 1
                bits &= bits - 1
    return found[:count]


cdef class Scorer:
    """Scores meetings by BM25. `norms` (by meeting) are the length part of the denominator.

    It keeps a number for each meeting between calls, all 0: the one with which a meeting is wanted, counted from 1.
    """

    cdef const double[::1] norms
    cdef uint32_t[::1] slots
    cdef double k1
    cdef bint busy

    def __init__(self, const double[::1] norms, double k1):
        self.norms, self.k1, self.busy = norms, k1, False
        self.slots = np.zeros(norms.shape[0] + 1, np.uint32)

    def scores(self, list scored, const int64_t[::1] meetings, PostingList whole=None):
        """What some meetings (rising) score: the sum of factor · (k1 + 1) · f / (f + norm) over posting lists.

        `scored` are tuples of a posting list, its factor, and whether its frequencies are those of lemmas. `whole` is
        given when the meetings are all of that list.
        """
        cdef PostingList one
        cdef double factor
        cdef bint lemmas
        cdef list many = []
        self._check(meetings)
        total = np.zeros(meetings.shape[0])
        cdef double[::1] out = total
        for one, factor, lemmas in _distinct(scored):
            factor *= self.k1 + 1.0
            if whole is not None and same_meetings(one, whole):
                self._add_beside(one, lemmas, factor, meetings, out)
            elif meetings.shape[0] * FEWER < one.stop - one.start:
                self._add_few(one, lemmas, factor, meetings, out)
            else:
                many.append((one, factor, lemmas))
        if many:
            self._add_many([(None, many)], meetings, out)
        return total

    def scores_of_any(self, list words, const int64_t[::1] meetings):
        """What meetings (rising) score by several words, each by those of them that it matches (rising).

        `words` are tuples of these meetings and what `scores` takes.
        """
        self._check(meetings)
        total = np.zeros(meetings.shape[0])
        scored = [
            (own, [(one, factor * (self.k1 + 1.0), lemmas) for one, factor, lemmas in _distinct(lists)])
            for own, lists in words
        ]
        self._add_many(scored, meetings, total)
        return total

    cdef _check(self, const int64_t[::1] meetings):
        cdef Py_ssize_t index
        for index in range(meetings.shape[0]):
            if not 0 <= meetings[index] < self.norms.shape[0]:
                raise ValueError("no such meeting")

    cdef _add_beside(self, PostingList one, bint lemmas, double factor, const int64_t[::1] meetings, double[::1] out):
        """Add what a list of the very same meetings makes."""
        cdef const Narrow* weights = &one.arrays.lemmas if lemmas else &one.arrays.weights
        cdef const uint8_t* plain = weights.bytes + one.start
        cdef Py_ssize_t index, count = meetings.shape[0]
        cdef double frequency
        if count != one.stop - one.start:
            raise ValueError("other meetings than those of the list")
        with nogil:
            if any_large(weights, one.start, one.stop):
                for index in range(count):
                    frequency = number_at(weights, one.start + index)
                    out[index] += factor * frequency / (frequency + self.norms[meetings[index]])
            else:
                for index in range(count):
                    frequency = plain[index]
                    out[index] += factor * frequency / (frequency + self.norms[meetings[index]])

    cdef _add_few(self, PostingList one, bint lemmas, double factor, const int64_t[::1] meetings, double[::1] out):
        cdef const Narrow* weights = &one.arrays.lemmas if lemmas else &one.arrays.weights
        cdef Py_ssize_t index, at
        cdef double frequency
        with nogil:
            for index in range(meetings.shape[0]):
                at = one.search(meetings[index])
                if at >= 0:
                    frequency = number_at(weights, at)
                    out[index] += factor * frequency / (frequency + self.norms[meetings[index]])

    cdef _add_many(self, list words, const int64_t[::1] meetings, double[::1] out):
        """Every list is gone through; where one is being scored in another thread, with numbers of its own."""
        cdef bint mine = not self.busy
        cdef uint32_t[::1] slots = self.slots if mine else np.zeros(self.slots.shape[0], np.uint32)
        cdef Py_ssize_t index
        if mine:
            self.busy = True
        try:
            for index in range(meetings.shape[0]):
                slots[meetings[index]] = index + 1
            self._add_words(words, meetings, slots, out)
        finally:
            for index in range(meetings.shape[0]):
                slots[meetings[index]] = 0
            if mine:
                self.busy = False

    cdef _add_words(self, list words, const int64_t[::1] meetings, uint32_t[::1] slots, double[::1] out):
        cdef double[::1] norms = np.empty(meetings.shape[0])
        cdef uint32_t[::1] matching = np.zeros(meetings.shape[0], np.uint32)
        cdef Py_ssize_t index, number = 0
        cdef PostingList one
        cdef double factor
        cdef bint lemmas, sound = True
        for index in range(meetings.shape[0]):
            norms[index] = self.norms[meetings[index]]
        for own, lists in words:
            if own is not None:
                number += 1
                self._mark(own, slots, matching, number)
            for one, factor, lemmas in lists:
                with nogil:
                    sound = sound and add_list(
                        one, &one.arrays.lemmas if lemmas else &one.arrays.weights, factor,
                        &slots[0], slots.shape[0] - 1, &matching[0], number, &norms[0], &out[0],
                    )
        if not sound:
            damaged()

    cdef _mark(self, const int64_t[::1] own, const uint32_t[::1] slots, uint32_t[::1] matching, uint32_t number):
        """Note which of the wanted meetings a word matches, by its number."""
        cdef Py_ssize_t index
        self._check(own)
        for index in range(own.shape[0]):
            if slots[own[index]]:
                matching[slots[own[index]] - 1] = number


cdef list _distinct(list scored):
    """The same without repetitions: lists that say the same become one, with the sum of their factors.

    A word with one form has the same list as form, lemma, part and stem.
    """
    cdef list found = []
    for one, factor, lemmas in scored:
        if lemmas and not one.table.has_lemmas:
            raise ValueError("the table holds no lemmas")
        if not _joined(found, one, factor, lemmas):
            found.append([one, factor, lemmas])
    return found


cdef bint _joined(list scored, PostingList one, double factor, bint lemmas):
    """Whether a list that says the same is there already; then that one takes the factor as well."""
    cdef PostingList other
    for known in scored:
        other = known[0]
        if same_meetings(one, other) and same_weights(one, lemmas, other, known[2]):
            known[1] += factor
            return True
    return False


cdef bint same_meetings(PostingList one, PostingList other) noexcept:
    cdef const Arrays* ours = one.arrays
    cdef const Arrays* theirs = other.arrays
    cdef Py_ssize_t length = one.stop - one.start, block
    if ours == theirs and one.start == other.start:
        return True
    if other.stop - other.start != length or one.base != other.base or ours.turns_each != theirs.turns_each:
        return False
    if ours.low == NULL or theirs.low == NULL:
        return False
    for block in range(ours.turns_each):
        if (
            <Py_ssize_t>ours.turns[one.number * ours.turns_each + block] - one.start
            != <Py_ssize_t>theirs.turns[other.number * theirs.turns_each + block] - other.start
        ):
            return False
    return memcmp(ours.low + one.start, theirs.low + other.start, length * sizeof(uint16_t)) == 0


cdef bint same_weights(PostingList one, bint lemmas, PostingList other, bint other_lemmas) noexcept:
    cdef const Narrow* ours = &one.arrays.lemmas if lemmas else &one.arrays.weights
    cdef const Narrow* theirs = &other.arrays.lemmas if other_lemmas else &other.arrays.weights
    if any_large(ours, one.start, one.stop) or any_large(theirs, other.start, other.stop):
        return False
    return memcmp(ours.bytes + one.start, theirs.bytes + other.start, one.stop - one.start) == 0


cdef bint add_list(
    PostingList one, const Narrow* weights, double factor, const uint32_t* slots, Py_ssize_t size,
    const uint32_t* matching, uint32_t number, const double* norms, double* out,
) noexcept nogil:
    """Add what a list makes of the meetings that have a slot and match; False when it is damaged."""
    cdef const Arrays* arrays = one.arrays
    cdef Py_ssize_t at = one.start, block, end
    cdef bint plain = not any_large(weights, one.start, one.stop)
    cdef int64_t shift
    if arrays.whole != NULL:
        return add_run(
            weights, factor, NULL, arrays.whole, one.base, at, one.stop, plain, slots, size, matching, number, norms, out
        )
    for block in range(arrays.turns_each + 1):
        end = one.stop if block == arrays.turns_each else arrays.turns[one.number * arrays.turns_each + block]
        shift = one.base + (block << arrays.block_bits)
        if end < at or end > one.stop:
            return False
        if not add_run(
            weights, factor, arrays.low, NULL, shift, at, end, plain, slots, size, matching, number, norms, out
        ):
            return False
        at = end
    return True


cdef bint add_run(
    const Narrow* weights, double factor, const uint16_t* low, const uint32_t* whole, int64_t shift,
    Py_ssize_t begin, Py_ssize_t end, bint plain, const uint32_t* slots, Py_ssize_t size,
    const uint32_t* matching, uint32_t number, const double* norms, double* out,
) noexcept nogil:
    """The same for a run of meetings, each stored as its difference to `shift`."""
    cdef Py_ssize_t index
    cdef int64_t meeting
    cdef uint32_t slot
    cdef double frequency
    for index in range(begin, end):
        meeting = shift + (low[index] if low != NULL else whole[index])
        if meeting >= size:
            return False
        slot = slots[meeting]
        if slot and matching[slot - 1] == number:
            frequency = weights.bytes[index] if plain else number_at(weights, index)
            out[slot - 1] += factor * frequency / (frequency + norms[slot - 1])
    return True


cdef bint any_large(const Narrow* numbers, Py_ssize_t start, Py_ssize_t stop) noexcept nogil:
    """Whether any of some numbers did not fit."""
    cdef Py_ssize_t at = lower_bound(numbers.at, 0, numbers.large, start)
    return at < numbers.large and numbers.at[at] < stop


def add_parts(list parts, const int64_t[::1] meetings, double[::1] out):
    """Add what parts of some meetings score; `parts` are tuples of their meetings (rising) and scores."""
    cdef const int64_t[::1] own
    cdef const double[::1] scores
    cdef Py_ssize_t index, at, count = meetings.shape[0]
    for own, scores in parts:
        if own.shape[0] != scores.shape[0] or out.shape[0] != count:
            raise ValueError("as many scores as meetings")
        at = 0
        with nogil:
            for index in range(own.shape[0]):
                while at < count and meetings[at] < own[index]:
                    at += 1
                if at == count:
                    break
                if meetings[at] == own[index]:
                    out[at] += scores[index]


def counts_of(const uint32_t[::1] codes, const int64_t[::1] meetings, Py_ssize_t size):
    """The codes (below `size`) that some meetings have, rising, each with how many have it; `codes` are by meeting."""
    # Of many meetings four counters a code: one would be written again before it can be read, neighbours being alike.
    cdef Py_ssize_t index, lane, lanes = 4 if meetings.shape[0] > size else 1
    cdef int64_t[:, ::1] out = np.zeros((size, lanes), np.int64)
    cdef int64_t total
    cdef list counts = []
    cdef int64_t meeting
    cdef bint sound = True
    with nogil:
        for index in range(meetings.shape[0]):
            meeting = meetings[index]
            if not 0 <= meeting < codes.shape[0] or codes[meeting] >= size:
                sound = False
                break
            out[codes[meeting], index & (lanes - 1)] += 1
    if not sound:
        raise ValueError("no such meeting, or code")
    for index in range(size):
        total = 0
        for lane in range(lanes):
            total += out[index, lane]
        if total:
            counts.append((index, total))
    return counts


def add_weights(Table table, Py_ssize_t begin, Py_ssize_t end, Py_ssize_t base, int64_t[::1] totals):
    """Add the weights of the terms from `begin` to `end` to the totals of their meetings, counted from `base` on."""
    cdef PostingList one
    cdef Py_ssize_t number, index, start, stop
    if not 0 <= begin <= end <= table.arrays.terms:
        raise ValueError("no such term")
    if begin == end:
        return
    cdef int64_t[::1] read = np.empty(max(1, _longest(table, begin, end)), np.int64)
    for number in range(begin, end):
        one = PostingList(table, number, base)
        checked(one.decode(&read[0]), totals.shape[0])
        for index in range(one.stop - one.start):
            totals[read[index]] += number_at(&table.arrays.weights, one.start + index)


cdef Py_ssize_t _longest(Table table, Py_ssize_t begin, Py_ssize_t end) noexcept:
    cdef Py_ssize_t number, longest = 0
    for number in range(begin, end):
        longest = max(longest, <Py_ssize_t>table.arrays.first[number + 1] - table.arrays.first[number])
    return longest


def best_of(const double[::1] scores, const int64_t[::1] meetings, const uint32_t[::1] ranks, Py_ssize_t count, double unit):
    """The indexes of the best `count` meetings: best score first, in multiples of 1 / `unit`, then the lowest rank."""
    cdef Py_ssize_t total = scores.shape[0], kept = 0, index, most = min(count, total)
    if meetings.shape[0] != total:
        raise ValueError("as many scores as meetings")
    found = np.empty(most, np.int64)
    if not most:
        return found
    cdef int64_t[::1] heap = found
    cdef double[::1] values = np.empty(most)
    cdef uint32_t[::1] places = np.empty(most, np.uint32)
    cdef double value, least = -1.0
    cdef uint32_t place
    for index in range(total):
        if not 0 <= meetings[index] < ranks.shape[0]:
            raise ValueError("no such meeting")
        if scores[index] * unit < least:
            continue
        value, place = rint(scores[index] * unit), ranks[meetings[index]]
        if kept < most:
            heap[kept], values[kept], places[kept] = index, value, place
            kept += 1
            rise(&heap[0], &values[0], &places[0], kept - 1)
        elif value > values[0] or (value == values[0] and place < places[0]):
            heap[0], values[0], places[0] = index, value, place
            sink(&heap[0], &values[0], &places[0], kept)
        if kept == most:
            least = values[0] - 1.0
    # The worst is on top: taken off one by one, they come from the last to the first.
    for index in range(kept - 1, 0, -1):
        swap(&heap[0], &values[0], &places[0], 0, index)
        sink(&heap[0], &values[0], &places[0], index)
    return found


cdef inline bint worse(const double* values, const uint32_t* places, Py_ssize_t one, Py_ssize_t other) noexcept nogil:
    return values[one] < values[other] or (values[one] == values[other] and places[one] > places[other])


cdef inline void swap(int64_t* heap, double* values, uint32_t* places, Py_ssize_t one, Py_ssize_t other) noexcept nogil:
    heap[one], heap[other] = heap[other], heap[one]
    values[one], values[other] = values[other], values[one]
    places[one], places[other] = places[other], places[one]


cdef void rise(int64_t* heap, double* values, uint32_t* places, Py_ssize_t at) noexcept nogil:
    cdef Py_ssize_t above
    while at:
        above = (at - 1) >> 1
        if not worse(values, places, at, above):
            return
        swap(heap, values, places, at, above)
        at = above


cdef void sink(int64_t* heap, double* values, uint32_t* places, Py_ssize_t length) noexcept nogil:
    cdef Py_ssize_t at = 0, below
    while True:
        below = 2 * at + 1
        if below >= length:
            return
        if below + 1 < length and worse(values, places, below + 1, below):
            below += 1
        if not worse(values, places, below, at):
            return
        swap(heap, values, places, at, below)
        at = below


cdef int checked(int64_t highest, Py_ssize_t size) except -1:
    if highest < -1 or highest >= size:
        damaged()
    return 0


cdef int damaged() except -1:
    raise IndexDamaged("posting lists", "a number in them leads outside of the index")


cdef const uint32_t* start_of(const uint32_t[::1] numbers) noexcept:
    return &numbers[0] if numbers.shape[0] else NULL


cdef const uint8_t* start_of_bytes(const uint8_t[::1] numbers) noexcept:
    return &numbers[0] if numbers.shape[0] else NULL


cdef bint is_bytes(const Narrow* numbers, Py_ssize_t count) noexcept:
    """Whether these are so many numbers of one byte: those that are read without asking."""
    return numbers.count == count and (numbers.bytes != NULL or not count)


cdef Narrow narrow(tuple parts) except *:
    """The arrays of narrow numbers: (narrow, at, value)."""
    cdef const uint32_t[::1] at = parts[1]
    cdef const uint32_t[::1] value = parts[2]
    cdef const uint16_t[::1] words
    cdef const uint8_t[::1] bytes_
    cdef Narrow made
    made.bytes, made.words = NULL, NULL
    made.at, made.value, made.large = start_of(at), start_of(value), at.shape[0]
    if value.shape[0] != at.shape[0]:
        raise IndexDamaged("posting lists", "large numbers are missing")
    made.count = len(parts[0])
    if parts[0].dtype.itemsize == 2:
        words = parts[0]
        made.words = &words[0] if made.count else NULL
    else:
        bytes_ = parts[0]
        made.bytes = start_of_bytes(bytes_)
    return made
