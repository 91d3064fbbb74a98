"""Generations of an index on disk: one is current, readers hold what they opened, a writer adds the next.

    index/CURRENT                      names the current generation
    index/g000007-20261122T090000Z/    a complete index with its manifest; never changes once it has this name
    index/draft-…/                     what a writer is making; swept away when it dies
    index/removed-…/                   an old generation on its way out
    index/writing.lock                 locked, by the kernel, while a writer is at work

A generation becomes current by one rename, after everything in it is on disk. So a reader sees the old index
or the new one, whatever happens to the writer or to the machine. See docs/decisions/0040-generations.md.
"""

from searchlib.generations.drafts import Draft, writing
from searchlib.generations.held import HeldGeneration, current, current_name, reading
from searchlib.generations.manifest import FORMAT_VERSION, Manifest, StoredFile, check_format, read_manifest, verify

__all__ = [
    "FORMAT_VERSION",
    "Draft",
    "HeldGeneration",
    "Manifest",
    "StoredFile",
    "check_format",
    "current",
    "current_name",
    "read_manifest",
    "reading",
    "verify",
    "writing",
]
