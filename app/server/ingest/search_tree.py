"""Search tree of a city database, and the file around it: from an address to its record, without the file in memory.

The tree of a file in MaxMind's format has a node for each bit of an address, of two records of 24, 28 or 32 bits: the
next node, the position of what is known of the addresses below, or nothing. Pages of nodes that were read lately stay
in memory, and so do the nodes that many addresses begin with.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import overload

from maxminddb import InvalidDatabaseError
from maxminddb.file import FileBuffer

from app.domain.ingest.places import IpAddress

_PAGE_BITS = 9  # of the number of a node: 512 nodes are a page of 3 to 4 KB
_PAGE_MASK = (1 << _PAGE_BITS) - 1
_PAGES = 512
_BEGINNINGS = 16_384
_BEGINNING_BITS = {4: 16, 6: 32}  # what a provider's addresses have in common


_BLOCK_BITS = 12  # of a position in the file: blocks of 4 KB
_BLOCK_MASK = (1 << _BLOCK_BITS) - 1
_BLOCKS = 256


class BlockedFile(FileBuffer):
    """A file of which the blocks read lately stay in memory. Decoding a record takes some 80 reads in a few of them."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self._block = lru_cache(_BLOCKS)(self._read_block)

    @overload
    def __getitem__(self, index: int) -> int: ...

    @overload
    def __getitem__(self, index: slice) -> bytes: ...

    def __getitem__(self, index: int | slice) -> int | bytes:
        if isinstance(index, int):
            return self._block(index >> _BLOCK_BITS)[index & _BLOCK_MASK]
        start, stop = index.start, index.stop
        number = start >> _BLOCK_BITS
        if (stop - 1) >> _BLOCK_BITS != number:
            return self._read(stop - start, start)
        first = number << _BLOCK_BITS
        return self._block(number)[start - first : stop - first]

    def _read_block(self, number: int) -> bytes:
        return self._read(_BLOCK_MASK + 1, number << _BLOCK_BITS)


class SearchTree:
    """The tree of one file. read: returns bytes of the file from a position; raises what the file does.

    ipv4_start: the node at which IPv4 addresses begin.
    """

    def __init__(self, read: Callable[[int, int], bytes], node_count: int, record_bits: int, ipv4_start: int) -> None:
        self._read = read
        self._node_count = node_count
        self._node_bytes = record_bits // 4
        self._record_bits = record_bits
        self._starts = {4: ipv4_start, 6: 0}
        self._page = lru_cache(_PAGES)(self._read_page)
        self._beginning = lru_cache(_BEGINNINGS)(self._walk_beginning)

    def find(self, address: IpAddress) -> int:
        """Return the number that stands for the record of an address, 0 when the file has none.

        Raises InvalidDatabaseError for a damaged tree, and what the file raises.
        """
        version, number = address.version, int(address)
        rest_bits = address.max_prefixlen - _BEGINNING_BITS[version]
        node = self._beginning(version, number >> rest_bits)
        if node < self._node_count:
            node = self._walk(node, number, rest_bits)
        if node < self._node_count:
            raise InvalidDatabaseError("the search tree ends in a node")
        return 0 if node == self._node_count else node

    def _walk_beginning(self, version: int, beginning: int) -> int:
        return self._walk(self._starts[version], beginning, _BEGINNING_BITS[version])

    def _walk(self, node: int, number: int, bits: int) -> int:
        """Follow the lowest `bits` of a number, the highest first, from a node to the last one that it leads to."""
        page_of, count, size, record_bits = self._page, self._node_count, self._node_bytes, self._record_bits
        half = record_bits // 8
        for shift in range(bits - 1, -1, -1):
            if node >= count:
                break
            page = page_of(node >> _PAGE_BITS)
            at = (node & _PAGE_MASK) * size
            is_right = number >> shift & 1
            if record_bits != 28:
                at += half * is_right
                node = int.from_bytes(page[at : at + half], "big")
            elif is_right:  # the middle byte has the highest 4 bits of both
                node = int.from_bytes(page[at + 3 : at + 7], "big") & 0x0FFFFFFF
            else:
                node = int.from_bytes(page[at : at + 3], "big") | (page[at + 3] & 0xF0) << 20
        return node

    def _read_page(self, number: int) -> bytes:
        first = number << _PAGE_BITS
        size = (min(first + _PAGE_MASK + 1, self._node_count) - first) * self._node_bytes
        page = self._read(first * self._node_bytes, size)
        if len(page) != size:
            raise InvalidDatabaseError("the file ends within the search tree")
        return page
