"""Words that coordination implies: `kultur- och bildningsnämnden` speaks of `kulturnämnden` too."""

from __future__ import annotations

from searchlib.analysis.morphology import Morphology
from searchlib.analysis.wordlists import read_words


class Coordination:
    """Answers the tokenizer's questions about words (`parse.WordLore`)."""

    def __init__(self, morphology: Morphology) -> None:
        self._morphology = morphology
        self._particles = read_words("particles.txt")

    def is_word(self, form: str) -> bool:
        """Whether the form is known or a compound of known parts."""
        return self._morphology.is_known(form) or bool(self._morphology.joints(form))

    def sharing_end(self, beginning: str, whole: str) -> tuple[str, ...]:
        """What `beginning- och whole` implies: nothing, unless `whole` can be split.

        The end is shared from the first joint (hälso- och sjuk|vårds|nämnden), unless `beginning` itself ends as
        the part before a later joint does (förskole- och grund|skole|verksamhet). A word of the lexicon is surer.
        """
        joints = self._morphology.joints(whole)
        candidates = [beginning + whole[joint:] for joint in joints]
        known = [word for word in candidates if self._morphology.is_known(word)]
        if known:
            return tuple(known[:1])
        if not joints:
            return self._with_particle(beginning, whole)
        for start, joint in zip((0, *joints), joints, strict=False):
            if beginning.endswith(whole[start:joint]):
                return (beginning + whole[joint:],)
        return (candidates[0],)

    def sharing_beginning(self, whole: str, end: str) -> tuple[str, ...]:
        """What `whole och -end` implies: `whole` up to its last joint, and `end`."""
        candidates = [whole[:joint] + end for joint in self._morphology.joints(whole)]
        known = [word for word in candidates if self._morphology.is_known(word)]
        return tuple((known or candidates)[-1:])

    def _with_particle(self, beginning: str, whole: str) -> tuple[str, ...]:
        """`in- och utflyttning` implies `inflyttning`: particles are no parts, but they coordinate too."""
        return tuple(
            beginning + whole[len(particle) :]
            for particle in sorted(self._particles)
            if whole.startswith(particle) and self._morphology.is_known(beginning + whole[len(particle) :])
        )[:1]
