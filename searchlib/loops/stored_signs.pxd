"""How Python keeps the signs of a text: in one, two or four bytes each, the same for all of them."""

from libc.stdint cimport uint8_t, uint16_t, uint32_t

ctypedef fused Sign:
    uint8_t
    uint16_t
    uint32_t
