"""The lock file installs with any pip, also with those that take an extra for a package of its own."""

import re
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

import pytest

LOCK = (Path(__file__).resolve().parents[1] / ".ci/requirements.lock").read_text(encoding="utf-8")
PINNED = re.findall(r"^([A-Za-z0-9_.-]+)(\[[^\]]+\])?==", LOCK, flags=re.MULTILINE)


def extras_asked_for(name):
    """(package, extras) that a locked package needs with an extra, whatever optional ones aside."""
    try:
        wanted = requires(name) or []
    except PackageNotFoundError:
        return []
    found = (re.match(r"([A-Za-z0-9_.-]+)(\[[^\]]+\])(?!.*\bextra\b)", each) for each in wanted)
    return [(match[1], match[2]) for match in found if match]


# Otherwise pip before 23.3 finds a newer release for the extra than the one that is pinned, and gives up.
@pytest.mark.parametrize("name", sorted(name for name, _ in PINNED))
def test_what_is_needed_with_an_extra_is_pinned_with_it(name):
    assert [wanted for wanted in extras_asked_for(name) if wanted not in PINNED] == []
