from __future__ import annotations

import subprocess
import sys

import pytest

from searchlib.ingest import limits

resource = pytest.importorskip("resource")


def run(code: str) -> subprocess.CompletedProcess[bytes]:
    """Limits hold for a whole process, so each is tried in one of its own."""
    started = f"from searchlib.ingest.limits import *\n{code}"
    return subprocess.run([sys.executable, "-c", started], capture_output=True, check=False, timeout=60)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps this limit")
def test_a_process_may_grow_so_far_and_no_further() -> None:
    assert run("limit_memory(200_000_000)\nx = bytes(100_000_000)").returncode == 0
    assert b"MemoryError" in run("limit_memory(200_000_000)\nx = bytes(300_000_000)").stderr


def test_a_process_may_compute_so_long_and_no_longer() -> None:
    assert run("limit_processor_time(1)\nwhile True: pass").returncode != 0


def test_a_limit_that_is_set_for_us_already_is_not_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[int, tuple[int, int]]] = []
    monkeypatch.setattr(resource, "getrlimit", lambda _: (100, 100))
    monkeypatch.setattr(resource, "setrlimit", lambda what, limit: asked.append((what, limit)))
    limits.limit_memory(10**12)
    assert asked == [(resource.RLIMIT_AS, (100, 100))]


def test_a_system_that_refuses_is_left_in_peace(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise ValueError

    monkeypatch.setattr(resource, "setrlimit", refuse)
    limits.limit_processor_time(1)


def test_without_the_module_there_are_no_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "resource", None)
    limits.limit_memory(1)
    limits.limit_processor_time(0)
