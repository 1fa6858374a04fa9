"""Search without a dictionary: Chinese text as overlapping two-character pieces, Latin text as words.

The same rule cuts what is indexed and what is asked for, so both databases answer alike. A run of Han characters
also leaves its last character as a piece of its own: a question of one character matches by prefix, and so finds
every place.
"""

from .text import fold, fold_with_places, runs


def pieces(text: str) -> list[str]:
    """What to index: 文明城 gives 文明, 明城, 城; Latin words and numbers in lower case. In order, with repeats."""
    found: list[str] = []
    for run, han in runs(fold(text)):
        found.extend([*_pairs(run), run[-1]] if han else [run])
    return found


def query(words: str) -> list[list[str]]:
    """What must match, all of it: the pieces of each word between spaces. A piece that ends in `*` is a prefix."""
    groups = []
    for word in fold(words).split():
        group: list[str] = []
        for run, han in runs(word):
            group.extend([f"{run}*"] if len(run) == 1 else _pairs(run) if han else [run])
        if group:
            groups.append(group)
    return groups


def highlight(text: str, words: str) -> list[tuple[str, bool]]:
    """Text in parts, each with whether it was asked for; the parts join to `text`.

    A word that does not occur as it was typed marks its pieces, since those are what search found.
    """
    folded, places = fold_with_places(text)
    marked = bytearray(len(text))
    for word in fold(words).split():
        if not _mark(word, folded, places, marked):
            for piece in (part for run, han in runs(word) for part in (_pairs(run) if han else [run])):
                _mark(piece, folded, places, marked)
    return _parts(text, marked)


def _pairs(run: str) -> list[str]:
    return [run[i : i + 2] for i in range(len(run) - 1)]


def _mark(word: str, folded: str, places: list[int], marked: bytearray) -> bool:
    start = folded.find(word)
    found = start >= 0
    while start >= 0:
        for place in places[start : start + len(word)]:
            marked[place] = 1
        start = folded.find(word, start + len(word))
    return found


def _parts(text: str, marked: bytearray) -> list[tuple[str, bool]]:
    parts: list[tuple[str, bool]] = []
    start = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or marked[end] != marked[start]:
            parts.append((text[start:end], bool(marked[start])))
            start = end
    return parts
