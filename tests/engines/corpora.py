"""Minutes for engine tests: made by hand in one line, or at random from a seed."""

from __future__ import annotations

import datetime
import random
from collections.abc import Sequence

from searchlib.documents import MeetingDate, Minutes, Participant, Precision, Section

Text = str | tuple[str, str]


def meeting(
    minutes_id: str,
    *sections: Text,
    title: str = "",
    organ: str | None = None,
    kind: str | None = None,
    date: str | None = None,
    references: Sequence[str] = (),
    participants: Sequence[str] = (),
) -> Minutes:
    """Minutes of sections that are a text, or a heading and a text. The date is 2015, 2015-10 or 2015-10-23."""
    return Minutes(
        id=minutes_id,
        sources=(f"{minutes_id}.txt",),
        title=title,
        kind=kind,
        organ=organ,
        meeting_date=meeting_date(date),
        sections=tuple(_section(position, text) for position, text in enumerate(sections)),
        reference_number=references[0] if references else None,
        reference_numbers=tuple(references),
        participants=tuple(Participant(name) for name in participants),
    )


def meeting_date(written: str | None) -> MeetingDate:
    if written is None:
        return MeetingDate.unknown()
    precision: Precision = {4: "year", 7: "month", 10: "day"}[len(written)]  # type: ignore[assignment]
    return MeetingDate(datetime.date.fromisoformat(written + "2015-01-01"[len(written) :]), precision, "text")


def _section(position: int, text: Text) -> Section:
    heading, body = (None, text) if isinstance(text, str) else text
    return Section(f"s{position}", None, position, heading, body)


# Few words, used unevenly: most queries find something, and not everything.
_WORDS = """
avtal avtalen plan planen avtal_plan avtal_planen kultur~plan rs/12 rs/240 kultur kultur_plan länet länet_avtal råd
råden möte mötet vård vården vård_plan omsorg omsorgen samverkan samverkan_avtal ekonomi budget budgeten budget_plan
skola skolan buss bussen väg vägen väg_plan bro brons övrigt öppet çedilla naïve 2015 42 a
"""
WORDS = tuple(_WORDS.split())
ORGANS = (None, "Regionstyrelsen", "Rådet", "Ä-nämnden")
KINDS = (None, "protokoll", "minnesanteckningar")
NAMES = ("Anna Berg", "Bo Råd", "Cecilia Avtal", "Åke Plan")


def random_minutes(rng: random.Random, minutes_id: str) -> Minutes:
    """One meeting of up to six sections, with every feature that a row can have, each now and then."""
    return meeting(
        minutes_id,
        *(_random_section(rng) for _ in range(rng.choice((0, 1, 1, 2, 3, 6)))),
        title=random_text(rng, rng.randrange(5)),
        organ=rng.choice(ORGANS),
        kind=rng.choice(KINDS),
        date=_random_date(rng),
        references=rng.sample(("rs/12", "rs/240", "42"), rng.randrange(3)),
        participants=rng.sample(NAMES, rng.randrange(3)),
    )


def random_corpus(seed: int, size: int) -> list[Minutes]:
    rng = random.Random(seed)
    return [random_minutes(rng, f"m{number:04d}") for number in range(size)]


def random_text(rng: random.Random, length: int) -> str:
    """Words of `WORDS`, the early ones oftener, in sentences of any length."""
    weights = [1 / (rank + 3) for rank in range(len(WORDS))]
    chosen = rng.choices(WORDS, weights, k=length)
    return " ".join(word + ("." if rng.random() < 0.15 else "") for word in chosen)


def _random_section(rng: random.Random) -> Text:
    body = random_text(rng, rng.choice((0, 3, 10, 30, 60)))
    return (random_text(rng, rng.randrange(4)), body) if rng.random() < 0.5 else body


def _random_date(rng: random.Random) -> str | None:
    day = f"{rng.randrange(2012, 2019)}-{rng.randrange(1, 13):02d}-{rng.randrange(1, 29):02d}"
    return rng.choice((None, day, day, day, day[:7], day[:4]))
