"""The life of a record: one table of states and steps, pure data. Buttons, API actions, the CHECK constraint, the diagram
in the docs and an exhaustive test all come from it; `kit.verbs` is the only place that writes a state."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


def N_(words: str) -> str:
    """Mark words for the catalogue of translations; they are translated where they are shown."""
    return words


@dataclass(frozen=True)
class Step:
    """A verb, the states it may be said in, and the states it may lead to (none: the state stays)."""

    verb: str
    sources: tuple[str, ...]
    targets: tuple[str, ...] = ()


def step(verb: str, sources: Iterable[str], *targets: str) -> Step:
    return Step(verb, tuple(sources), targets)


class Impossible(Exception):
    """The verb does not fit the state."""


class Life:
    """States with their words, and the steps between them. `start` is the state of a new record."""

    def __init__(self, *steps: Step, start: str, words: Mapping[str, str]) -> None:
        self.steps, self.start, self.words = steps, start, dict(words)
        self.states = tuple(self.words)
        unknown = {s for row in steps for s in (*row.sources, *row.targets)} | {start}
        if unknown - set(self.states):
            raise ValueError(f"States without words: {sorted(unknown - set(self.states))}")

    def targets(self, verb: str, state: str) -> tuple[str, ...]:
        """Where the verb may lead from the state: empty if it is not allowed there."""
        found: list[str] = []
        for row in self.steps:
            if row.verb == verb and state in row.sources:
                found += row.targets or (state,)
        return tuple(dict.fromkeys(found))

    def allows(self, verb: str, state: str) -> bool:
        """A verb that the table does not name is not bound to states."""
        return verb not in self.verbs or bool(self.targets(verb, state))

    @property
    def verbs(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(row.verb for row in self.steps))

    def diagram(self) -> str:
        """The life as a Mermaid state diagram, for the docs."""
        lines = ["stateDiagram-v2"] + [f'    state "{words}" as {state}' for state, words in self.words.items()]
        lines.append(f"    [*] --> {self.start}")
        for row in self.steps:
            for source in row.sources:
                lines += [f"    {source} --> {target}: {row.verb}" for target in row.targets or (source,)]
        return "\n".join(lines)
