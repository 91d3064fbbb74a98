# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
"""Forms that are wanted, in a hash table of code points: the compiled twin of `searchlib.wanted_forms.PlainForms`.

Built straight from the bytes of a vocabulary, without a string for each form, and asked about every word of a text
in one pass over its letters.
"""

from cpython.unicode cimport (
    PyUnicode_DATA,
    PyUnicode_KIND,
    Py_UNICODE_ISALNUM,
    Py_UNICODE_TOLOWER,
)
from libc.stdint cimport int32_t, uint8_t, uint16_t, uint32_t, uint64_t
from libc.stdlib cimport calloc, free, malloc
from libc.string cimport memchr

from searchlib.errors import IndexDamaged
from searchlib.loops.prefetch cimport BRING
from searchlib.loops.stored_signs cimport Sign
from searchlib.text import lower

cdef extern from "Python.h":
    object PyUnicode_FromKindAndData(int kind, const void *buffer, Py_ssize_t size)
    int PyUnicode_4BYTE_KIND

cdef enum:
    # Letters below are looked up in a table, which is faster than asking what each of them is.
    TABLED = 0x250
    IMPLIED = 0x2060
    UNDERSCORE = 0x5F
    # Letters whose small form depends on what stands around them, or is longer: Σ and İ.
    FINAL = 0x3A3
    DOTTED = 0x130
    LAST_POINT = 0x10FFFF
    # How many forms ahead their places are asked for.
    AHEAD = 16
    # Shapes of words that are told apart before they are looked for: three letters and the length, in so many bits.
    SHAPES = 1 << 15

cdef uint64_t SEED = 14695981039346656037ULL
cdef uint64_t PRIME = 1099511628211ULL
cdef uint32_t small_letters[TABLED]
cdef uint32_t small_signs[TABLED]


cdef uint32_t small_letter(Py_UCS4 sign) noexcept:
    """The small form of a letter, digit or underscore; 0 for any other sign."""
    if sign == DOTTED or sign == UNDERSCORE:
        return sign
    cdef Py_UCS4 small = Py_UNICODE_TOLOWER(sign)
    return small if Py_UNICODE_ISALNUM(small) else 0


cdef void fill_table() noexcept:
    cdef Py_UCS4 sign
    for sign in range(TABLED):
        small_letters[sign] = small_letter(sign)
        small_signs[sign] = sign if sign == DOTTED else Py_UNICODE_TOLOWER(sign)


fill_table()


cdef struct Form:
    uint64_t hash
    Py_ssize_t begin
    uint32_t length
    int32_t word


cdef class WantedForms:
    """Forms with numbers of words. Odd ones hold other signs than letters, digits and underscores, and are looked for singly."""

    cdef uint32_t *points
    cdef Form *entries
    cdef int32_t *buckets
    # A bit for each shape: whether a form has it. Most words of a text have another.
    cdef uint8_t *shapes
    cdef Py_ssize_t count
    cdef uint64_t mask
    cdef list odd
    cdef readonly bint has_implied

    def __init__(self, const unsigned char[::1] text, const uint32_t[::1] ends, wanted):
        """The forms that lie from ends[i] to ends[i + 1] in UTF-8, for each of `wanted`: a word's number, and its i.

        A form that is wanted for several words belongs to the first. Raises IndexDamaged for what is no form.
        """
        cdef Py_ssize_t forms = 0, size = 0
        for _, indexes in wanted:
            forms += len(indexes)
            size += measured(text, ends, indexes)
        self._make_room(forms, size)
        cdef Py_ssize_t free_point = 0
        self.odd = []
        for word, indexes in wanted:
            free_point = self._add(text, ends, indexes, word, free_point)

    cdef _make_room(self, Py_ssize_t forms, Py_ssize_t size):
        cdef uint64_t buckets = 16
        while buckets < <uint64_t> forms * 2:
            buckets *= 2
        self.mask = buckets - 1
        self.points = <uint32_t *> malloc((size + 1) * sizeof(uint32_t))
        self.entries = <Form *> malloc((forms + 1) * sizeof(Form))
        self.buckets = <int32_t *> malloc(buckets * sizeof(int32_t))
        self.shapes = <uint8_t *> calloc(SHAPES // 8, 1)
        if not self.points or not self.entries or not self.buckets or not self.shapes:
            raise MemoryError
        cdef uint64_t bucket
        for bucket in range(buckets):
            self.buckets[bucket] = -1

    def __dealloc__(self):
        free(self.points)
        free(self.entries)
        free(self.buckets)
        free(self.shapes)

    cdef Py_ssize_t _add(
        self,
        const unsigned char[::1] text,
        const uint32_t[::1] ends,
        const uint32_t[::1] indexes,
        int32_t word,
        Py_ssize_t free_point,
    ) except -1:
        """Add the forms of a word; gives where the next one can begin."""
        cdef Py_ssize_t number
        cdef uint32_t length, at
        cdef uint64_t hash, bucket
        cdef bint is_plain, is_implied
        cdef uint32_t *form
        for number in range(indexes.shape[0]):
            form = self.points + free_point
            length = decoded(text, ends[indexes[number]], ends[indexes[number] + 1], form)
            hash = SEED
            is_plain = length > 0
            for at in range(length):
                hash = (hash ^ form[at]) * PRIME
                is_plain = is_plain and is_letter(form[at])
            bucket = self._bucket(hash, form, length)
            if self.buckets[bucket] >= 0:
                continue
            self.entries[self.count] = Form(hash, free_point, length, word)
            self.buckets[bucket] = self.count
            self.count += 1
            free_point += length
            if is_plain:
                self._note_shape(shape_of(form, length))
            else:
                is_implied = length > 0 and form[0] == IMPLIED
                if is_implied:
                    self.has_implied = True
                else:
                    self.odd.append(self.count - 1)
        return free_point

    cdef void _note_shape(self, uint32_t shape) noexcept:
        self.shapes[shape >> 3] |= <uint8_t> (1 << (shape & 7))

    cdef bint _has_shape(self, uint32_t shape) noexcept:
        return self.shapes[shape >> 3] >> (shape & 7) & 1

    cdef uint64_t _bucket(self, uint64_t hash, const uint32_t *form, uint32_t length) noexcept nogil:
        """The bucket that holds a form, or the empty one where it would be."""
        cdef uint64_t bucket = (hash ^ (hash >> 32)) & self.mask
        cdef Form *entry
        cdef uint32_t at
        while self.buckets[bucket] >= 0:
            entry = &self.entries[self.buckets[bucket]]
            if entry.hash == hash and entry.length == length:
                at = 0
                while at < length and self.points[entry.begin + at] == form[at]:
                    at += 1
                if at == length:
                    return bucket
            bucket = (bucket + 1) & self.mask
        return bucket

    cdef str _string(self, Py_ssize_t number):
        return PyUnicode_FromKindAndData(
            PyUnicode_4BYTE_KIND, self.points + self.entries[number].begin, self.entries[number].length
        )

    def __len__(self):
        return self.count

    def __iter__(self):
        """The forms, in the order in which they came."""
        return iter([self._string(number) for number in range(self.count)])

    def __contains__(self, form):
        return isinstance(form, str) and self._word(form) >= 0

    def word(self, str form not None):
        """The number of the word that a form answers; None when it is not wanted."""
        cdef int32_t number = self._word(form)
        return number if number >= 0 else None

    cdef int32_t _word(self, str form) except -2:
        """The same number, or -1."""
        cdef Py_ssize_t length = len(form), at
        if length > 255:
            # Longer than the table of letters below; no text has such words, but an index may.
            return self._long_word(form)
        cdef uint32_t letters[256]
        cdef uint64_t hash = SEED
        for at in range(length):
            letters[at] = form[at]
            hash = (hash ^ letters[at]) * PRIME
        cdef int32_t number = self.buckets[self._bucket(hash, letters, length)]
        return self.entries[number].word if number >= 0 else -1

    cdef int32_t _long_word(self, str form) except -2:
        for number in range(self.count):
            if self._string(number) == form:
                return self.entries[number].word
        return -1

    def standing(self, str text):
        """Where wanted forms stand in a text, as whole words, in order: offset, number of the word, form."""
        cdef list found = []
        cdef bint is_simple
        if PyUnicode_KIND(text) == 1:
            is_simple = self._scan(<const uint8_t *> PyUnicode_DATA(text), len(text), found)
        elif PyUnicode_KIND(text) == 2:
            is_simple = self._scan(<const uint16_t *> PyUnicode_DATA(text), len(text), found)
        else:
            is_simple = self._scan(<const uint32_t *> PyUnicode_DATA(text), len(text), found)
        if not is_simple:
            return self.standing(lower(text))
        if self.odd:
            found.sort()
        return found

    cdef bint _scan(self, const Sign *text, Py_ssize_t length, list found) except -1:
        """Go through a text; False where it holds a letter that cannot be made small on its own."""
        cdef Py_ssize_t count, word
        cdef int32_t number
        cdef uint32_t *edges = <uint32_t *> malloc((length + 2) * sizeof(uint32_t))
        if not edges:
            raise MemoryError
        try:
            count = find_words(text, length, edges)
            if count < 0:
                return False
            for word in range(0, count, 2):
                if not self._has_shape(shape_of(text + edges[word], edges[word + 1] - edges[word])):
                    continue
                number = self._standing_number(text + edges[word], edges[word + 1] - edges[word])
                if number >= 0:
                    found.append((edges[word], self.entries[number].word, self._string(number)))
        finally:
            free(edges)
        for number in self.odd:
            self._look_for(number, text, length, found)
        return True

    cdef _look_for(self, int32_t number, const Sign *text, Py_ssize_t length, list found):
        """Add the places of an odd form, which are looked for by its first sign that is no letter."""
        cdef const uint32_t *form = self.points + self.entries[number].begin
        cdef Py_ssize_t own = self.entries[number].length, before = 0, sign = -1, begin, end = 0
        while before < own and is_letter(form[before]):
            before += 1
        if before == own:
            return
        while True:
            sign = next_sign(text, sign + 1, length, form[before])
            if sign < 0:
                return
            begin = sign - before
            if begin < end or begin + own > length or not is_alike(text + begin, form, own):
                continue
            end = begin + own
            if not (begin and is_letter(text[begin - 1])) and not (end < length and is_letter(text[end])):
                found.append((begin, self.entries[number].word, self._string(number)))

    cdef int32_t _standing_number(self, const Sign *word, Py_ssize_t length) noexcept:
        """The number of the form that a word of a text is, or -1."""
        cdef uint64_t hash = SEED, bucket
        cdef Form *entry
        cdef Py_ssize_t at
        for at in range(length):
            hash = (hash ^ letter_of(word[at])) * PRIME
        bucket = (hash ^ (hash >> 32)) & self.mask
        while self.buckets[bucket] >= 0:
            entry = &self.entries[self.buckets[bucket]]
            if entry.hash == hash and entry.length == length:
                at = 0
                while at < length and self.points[entry.begin + at] == letter_of(word[at]):
                    at += 1
                if at == length:
                    return self.buckets[bucket]
            bucket = (bucket + 1) & self.mask
        return -1


cdef Py_ssize_t find_words(const Sign *text, Py_ssize_t length, uint32_t *edges) noexcept:
    """Where each word of a text begins and ends, in turn; gives how many edges. -1 where there is a FINAL.

    Without a branch for each edge: the processor could not foresee where words end.
    """
    cdef Py_ssize_t at, count = 0
    cdef bint inside = False, holds
    for at in range(length):
        if Sign is not uint8_t:
            if text[at] == FINAL:
                return -1
        holds = letter_of(text[at]) > 0
        edges[count] = at
        count += holds != inside
        inside = holds
    if inside:
        edges[count] = length
        count += 1
    return count


cdef Py_ssize_t next_sign(const Sign *text, Py_ssize_t at, Py_ssize_t length, uint32_t sign) noexcept:
    """Where a sign stands next in a text from some place on, or -1. No sign of Latin-1 but letters has two sizes."""
    cdef const void *found
    if Sign is uint8_t:
        found = memchr(text + at, sign, length - at) if sign < 256 and at < length else NULL
        return <const uint8_t *> found - text if found != NULL else -1
    else:
        while at < length:
            if small_sign(text[at]) == sign:
                return at
            at += 1
        return -1


cdef bint is_alike(const Sign *text, const uint32_t *form, Py_ssize_t length) noexcept:
    """Whether a part of a text is a form when its letters are made small."""
    cdef Py_ssize_t at
    for at in range(length):
        if small_sign(text[at]) != form[at]:
            return False
    return True


cdef inline uint32_t letter_of(Sign sign) noexcept:
    """What `small_letter` says, faster."""
    if Sign is uint8_t:
        return small_letters[sign]
    else:
        return small_letters[sign] if sign < TABLED else small_letter(sign)


cdef inline bint is_letter(uint32_t sign) noexcept:
    """Whether a sign is a letter, a digit or an underscore."""
    return letter_of(sign) > 0


cdef inline uint32_t shape_of(const Sign *word, Py_ssize_t length) noexcept:
    """The shape of a word of one letter or more, in any case."""
    cdef uint32_t first = letter_of(word[0]), middle = letter_of(word[length >> 1]), last = letter_of(word[length - 1])
    return (((first * 31 + middle) * 31 + last) * 31 + <uint32_t> length) & (SHAPES - 1)


cdef inline Py_UCS4 small_sign(Py_UCS4 sign) noexcept:
    """The small form of any sign."""
    return small_signs[sign] if sign < TABLED else Py_UNICODE_TOLOWER(sign)


cdef Py_ssize_t measured(
    const unsigned char[::1] text, const uint32_t[::1] ends, const uint32_t[::1] indexes
) except -1:
    """The bytes of some forms, which are asked for. Raises IndexDamaged when one lies outside of the text."""
    cdef Py_ssize_t number, size = 0
    for number in range(indexes.shape[0]):
        if number + AHEAD < indexes.shape[0] and <Py_ssize_t> indexes[number + AHEAD] < ends.shape[0]:
            BRING(&ends[indexes[number + AHEAD]])
        if (
            <Py_ssize_t> indexes[number] + 1 >= ends.shape[0]
            or ends[indexes[number]] > ends[indexes[number] + 1]
            or ends[indexes[number] + 1] > text.shape[0]
        ):
            raise IndexDamaged("vocabulary", "a form lies outside of it")
        BRING(&text[0] + ends[indexes[number]])
        size += ends[indexes[number] + 1] - ends[indexes[number]]
    return size


cdef uint32_t decoded(const unsigned char[::1] text, Py_ssize_t at, Py_ssize_t end, uint32_t *points) except? 0:
    """Turn UTF-8 into code points, no more than there are bytes; gives how many. Raises IndexDamaged."""
    cdef uint32_t count = 0, point
    cdef Py_ssize_t further
    while at < end:
        point = text[at]
        further = 0 if point < 0x80 else 1 if point < 0xE0 else 2 if point < 0xF0 else 3
        if further:
            point &= 0x3F >> further
        at += 1
        if at + further > end:
            raise IndexDamaged("vocabulary", "a form is cut off")
        while further:
            point = (point << 6) | (text[at] & 0x3F)
            at += 1
            further -= 1
        if point > LAST_POINT:
            raise IndexDamaged("vocabulary", "a form holds what is no letter")
        points[count] = point
        count += 1
    return count
