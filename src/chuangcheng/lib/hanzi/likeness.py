"""How alike short texts are, by the two-character pieces that they share.

`similarity` is Dice's coefficient over multisets of pieces (Dice 1945). `Likeness` ranks a corpus by the cosine of
tf-idf vectors with smoothed idf = ln((1 + N) / (1 + df)) + 1 (Salton & Buckley 1988), over an inverted list, so that
one question costs only the texts that share a piece with it.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from heapq import nsmallest

from .text import fold, runs


def similarity(a: str, b: str) -> float:
    """0 (no piece shared) to 1 (the same pieces). Two texts without any piece are alike if they are the same."""
    first, second = Counter(_grams(a)), Counter(_grams(b))
    size = first.total() + second.total()
    if not size:
        return float(fold(a).strip() == fold(b).strip())
    return 2 * (first & second).total() / size


class Likeness:
    """A corpus of short texts that can be asked which of them are like a given one.

    `singles` is the weight of single characters beside pairs: above 0 it finds abbreviations
    (住建局 for 住房和城乡建设局).
    """

    def __init__(self, corpus: Sequence[str], *, singles: float = 0.0) -> None:
        self._singles = singles
        counts = [self._count(text) for text in corpus]
        spread = Counter(gram for count in counts for gram in count)
        self._idf = {gram: math.log((1 + len(corpus)) / (1 + df)) + 1 for gram, df in spread.items()}
        self._lists: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
        for place, count in enumerate(counts):
            for gram, weight in self._vector(count).items():
                self._lists[gram].append((place, weight))

    def rank(self, text: str, limit: int = 5, *, at_least: float = 0.0) -> list[tuple[int, float]]:
        """Places in the corpus with their likeness, in (0, 1], most alike first; equal ones in the corpus's order."""
        scores: defaultdict[int, float] = defaultdict(float)
        for gram, weight in self._vector(self._count(text)).items():
            for place, other in self._lists.get(gram, ()):
                scores[place] += weight * other
        found = ((place, min(score, 1.0)) for place, score in scores.items() if score > 0 and score >= at_least)
        return nsmallest(limit, found, key=lambda pair: (-pair[1], pair[0]))

    def _count(self, text: str) -> dict[str, float]:
        count: dict[str, float] = dict(Counter(_grams(text)))
        if self._singles:
            for run, han in runs(fold(text)):
                for character in run if han else ():
                    count[character] = count.get(character, 0.0) + self._singles
        return count

    def _vector(self, count: dict[str, float]) -> dict[str, float]:
        """A tf-idf vector of length 1. A piece that the corpus lacks weighs as little as one that every text has:
        units and numbers in a question do not say which text is meant.
        """
        weights = {gram: n * self._idf.get(gram, 1.0) for gram, n in count.items()}
        length = math.sqrt(sum(weight * weight for weight in weights.values()))
        return {gram: weight / length for gram, weight in weights.items()} if length else {}


def _grams(text: str) -> list[str]:
    found: list[str] = []
    for run, han in runs(fold(text)):
        found.extend([run[i : i + 2] for i in range(len(run) - 1)] if han and len(run) > 1 else [run])
    return found
