"""What a plan turns out to be: frozen values, each with the place in the text that it was read from."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of the document: `document.text[start:end] == text`, offsets in characters."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Cadence(Mention):
    """How often. `value`: an ISO 8601 duration (P1D P1W P10D P15D P1M P3M P6M P1Y …), or `vague`
    (定期、及时、常态化). `by`: the day within each period that the text names, as `workdays.DAYS` writes it: `25`
    (每月25日前), `w5` (每周五前), `+5` (次月5日前); empty where it names none."""

    value: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class Quantity(Mention):
    """How many. `op` is one of `>= <= = >`; `unit` is the measure word as printed (次、小时、%)."""

    op: str
    value: float
    unit: str


@dataclass(frozen=True, slots=True)
class Deadline(Mention):
    """By when. `value`: the last day, an ISO date, the year taken from the plan where the text names none."""

    value: str


@dataclass(frozen=True, slots=True)
class Target(Mention):
    """What has to be reached. `kind`: `zero` (清零), `full` (全覆盖、应划尽划) or `percent`, with `value` in
    percent."""

    kind: str
    value: float | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """A numbered heading: `level` from 1, `number` as printed (`（一）`), `text` without number and closing mark;
    the span is the text's."""

    level: int
    number: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with all that stands under it, subsections included. `parent` is an index into `Plan.sections`,
    None at the top."""

    index: int
    parent: int | None
    level: int
    number: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Obligation:
    """One thing demanded of somebody.

    `section` is an index into `Plan.sections` (None before the first). Lists and fields hold what the text says,
    nothing inferred. `conditional`: 视情、有条件的、鼓励, never a quota. `confidence` is the share of such findings
    that readers confirmed, 0 to 1; `rule` names what found it and `verb` the word that demands.
    """

    start: int
    end: int
    text: str
    section: int | None
    responsible: tuple[Mention, ...] = ()
    cooperating: tuple[Mention, ...] = ()
    cadence: Cadence | None = None
    quantity: tuple[Quantity, ...] = ()
    deadline: Deadline | None = None
    target: tuple[Target, ...] = ()
    places: tuple[Mention, ...] = ()
    conditional: bool = False
    confidence: float = 0.5
    rule: str = ""
    verb: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A remark on the document itself (it ends in mid-sentence; a number is missing), in Chinese and English."""

    code: str
    start: int
    end: int
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Plan:
    """A parsed plan. Offsets everywhere count in the text that was parsed."""

    title: str | None
    year: int | None
    headings: tuple[Heading, ...] = ()
    sections: tuple[Section, ...] = ()
    obligations: tuple[Obligation, ...] = ()
    notes: tuple[Note, ...] = field(default=())
