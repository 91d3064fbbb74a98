# cython: language_level=3, cdivision=True
"""Look-ups in a compiled lexicon: what `Lexicon.find`, `properties` and `lemmas` of the analysis say."""

from cpython.unicode cimport PyUnicode_DecodeUTF8
from libc.stdint cimport uint32_t
from libc.string cimport memcmp

cdef uint32_t[256] _CRC


cdef void _fill_crc() noexcept:
    """CRC-32 of every byte, as zlib computes it."""
    cdef uint32_t byte, bit, value
    for byte in range(256):
        value = byte
        for bit in range(8):
            value = (value >> 1) ^ (0xEDB88320u if value & 1 else 0u)
        _CRC[byte] = value


_fill_crc()


cdef class Lookup:
    """The sections of a lexicon, as its file holds them. `shift` makes a bucket of a hash.

    Of a record the lower `property_bits` are properties; the rest is the number of a lemma, or with the highest bit a
    place in `lists`.
    """

    def __init__(self, starts, offsets, records, lists, forms, uint32_t shift, uint32_t property_bits):
        if shift > 31 or property_bits > 30:
            raise ValueError("a record has 32 bits")
        self._starts, self._offsets, self._records, self._lists = starts, offsets, records, lists
        self._forms = forms
        self._shift, self._property_bits = shift, property_bits

    def close(self):
        """Let go of the sections."""
        self._starts = self._offsets = self._records = self._lists = None
        self._forms = None

    def find(self, str form not None):
        """The number of a form in small letters, or -1."""
        cdef bytes key = form.encode()
        return self.number_of(key, len(key))

    def properties(self, str form not None):
        """The properties of a form; 0 when it is unknown."""
        cdef bytes key = form.encode()
        return self.properties_of(key, len(key))

    def lemmas(self, str form not None):
        """The dictionary forms of a form, likeliest first; none when it is unknown."""
        cdef bytes key = form.encode()
        return self.lemmas_of(self.number_of(key, len(key)))

    def ending(self, str form not None, uint32_t wanted, Py_ssize_t first, Py_ssize_t last):
        """The first place, from `first` to `last`, from which the form has one of the `wanted` properties; or -1."""
        cdef bytes key = form.encode()
        cdef const unsigned char* signs = key
        cdef Py_ssize_t length = len(key), at, place = -1
        for at in range(length):
            if signs[at] & 0xC0 == 0x80:
                continue
            place += 1
            if place > last:
                break
            if place >= first and self.properties_of(&signs[at], length - at) & wanted:
                return place
        return -1

    cdef uint32_t properties_of(self, const unsigned char* signs, Py_ssize_t length) except? 4294967295:
        """The properties of a form in UTF-8; 0 when it is unknown."""
        return self.properties_at(self.number_of(signs, length))

    cdef uint32_t properties_at(self, long long number) except? 4294967295:
        """The properties of a form with this number; 0 of -1."""
        return 0 if number < 0 else self._records[number] & ((1u << self._property_bits) - 1)

    cdef uint32_t first_lemma_of(self, long long number) except? 4294967295:
        """The number of the likeliest dictionary form of a form."""
        cdef uint32_t record = self._records[number], reference = (record & 0x7FFFFFFFu) >> self._property_bits
        return self._lists[reference + 1] if record >> 31 else reference

    cdef tuple lemmas_of(self, long long number):
        """The dictionary forms of a form with this number; none of -1."""
        cdef uint32_t record, reference, place
        if number < 0:
            return ()
        record = self._records[number]
        reference = (record & 0x7FFFFFFFu) >> self._property_bits
        if not record >> 31:
            return (self._form(reference),)
        return tuple([self._form(self._lists[reference + 1 + place]) for place in range(self._lists[reference])])

    cdef Py_ssize_t count(self) noexcept:
        """How many forms there are."""
        return self._records.shape[0]

    cdef long long number_of(self, const unsigned char* signs, Py_ssize_t length) except -2:
        """The number of a form in UTF-8, or -1."""
        cdef uint32_t bucket, number, end, begin, after
        if self._forms is None:
            raise ValueError("the lexicon is closed")
        bucket = _hash(signs, length) >> self._shift
        number, end = self._starts[bucket], self._starts[bucket + 1]
        if number >= end:
            return -1
        begin = self._offsets[number]
        while number < end:
            after = self._offsets[number + 1]
            if after - begin == <uint32_t>length and self._stands(signs, begin, after):
                return number
            number += 1
            begin = after
        return -1

    cdef bint _stands(self, const unsigned char* signs, uint32_t begin, uint32_t after) noexcept:
        """Whether these signs are what the forms hold between two places, which a damaged file may put anywhere."""
        if begin >= after or after > <size_t>self._forms.shape[0]:
            return False
        return memcmp(signs, &self._forms[begin], after - begin) == 0

    cdef str _form(self, uint32_t number):
        cdef uint32_t begin, after
        if self._forms is None:
            raise ValueError("the lexicon is closed")
        begin, after = self._offsets[number], self._offsets[number + 1]
        if begin >= after or after > <size_t>self._forms.shape[0]:
            return ""
        return PyUnicode_DecodeUTF8(<const char*>&self._forms[begin], after - begin, NULL)


cdef inline uint32_t _hash(const unsigned char* signs, Py_ssize_t length) noexcept:
    cdef uint32_t value = 0xFFFFFFFFu
    cdef Py_ssize_t at
    for at in range(length):
        value = (value >> 8) ^ _CRC[(value ^ signs[at]) & 0xFF]
    return value ^ 0xFFFFFFFFu
