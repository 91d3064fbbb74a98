"""Many documents at once, each in a child process, and the outcomes in order."""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

from searchlib.cores import available_cores
from searchlib.ingest.isolation import Worker
from searchlib.ingest.outcomes import Outcome, Task, read_document, same_on_disk

# Measured with tests/benchmarks/reading.py on two cores: a second of work is worth starting children for.
_BYTES_A_SECOND = 5_000_000
_SECONDS_A_FILE = 0.002
_WORTH_IT = 3.0
# How many outcomes may wait for a slow one before them; each holds the text of a document.
_AHEAD = 4


def read_in_order(tasks: Sequence[Task], jobs: int | None) -> Iterator[Outcome]:
    """Read documents with so many processes (None: as many as pay) and give the outcomes in the order of tasks."""
    jobs = jobs_that_pay(tasks) if jobs is None else jobs
    return _several(tasks, jobs) if jobs > 1 else _one_by_one(tasks)


def jobs_that_pay(tasks: Sequence[Task]) -> int:
    """One process for small work, all cores for more than some seconds of it."""
    seconds = 0.0
    for task in tasks:
        if task.known is None or not same_on_disk(task.file.path, task.known):
            seconds += _SECONDS_A_FILE + _size(task) / _BYTES_A_SECOND
        if seconds > _WORTH_IT:
            return available_cores()
    return 1


def _size(task: Task) -> int:
    try:
        return os.stat(task.file.path).st_size
    except OSError:
        return 0


def _one_by_one(tasks: Sequence[Task]) -> Iterator[Outcome]:
    # The worker only starts when a file needs it.
    with Worker() as worker:
        for task in tasks:
            yield read_document(task, worker)


def _several(tasks: Sequence[Task], jobs: int) -> Iterator[Outcome]:
    """A thread for each worker: it waits for the child's answer, and waiting costs nothing."""
    local = threading.local()
    workers: list[Worker] = []

    def read(task: Task) -> Outcome:
        if not hasattr(local, "worker"):
            local.worker = Worker()
            workers.append(local.worker)
        return read_document(task, local.worker, all_in_worker=True)

    waiting: deque[Future[Outcome]] = deque()
    pool = ThreadPoolExecutor(jobs, thread_name_prefix="reading")
    try:
        for task in tasks:
            waiting.append(pool.submit(read, task))
            if len(waiting) >= jobs * _AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        # When the caller has stopped asking, nobody waits for a slow file to end.
        for worker in workers:
            worker.end()
        pool.shutdown(cancel_futures=True)
        for worker in workers:
            worker.close()
