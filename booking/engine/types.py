"""The engine's values. Times are whole UTC minutes since 1970, stretches half-open, durations whole minutes."""

from collections.abc import Mapping
from dataclasses import dataclass

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Work:
    """What one service needs from one master, in minutes.

    `minutes` is the client's whole time, processing included; the buffers stand before and after it. Processing is
    the middle, from minute `processing_after` on for `processing_lasts` minutes, in which the master is free for other
    clients. A middle that does not lie inside the service (a master's own shorter duration can leave it none) is not
    given away: the master is then taken from beginning to end.

    Raises ValueError for a service without duration or with a negative buffer.
    """

    minutes: int
    before: int = 0
    after: int = 0
    processing_after: int | None = None
    processing_lasts: int | None = None

    def __post_init__(self) -> None:
        if self.minutes <= 0 or self.before < 0 or self.after < 0:
            raise ValueError("A service lasts at least a minute and its buffers are not negative.")

    @property
    def rests(self) -> bool:
        """Whether there is a middle that is given away."""
        return len(self.rows(0)) > 1

    def rows(self, start: int) -> tuple[Span, ...]:
        """The stretches that are taken, buffers included, when the client's time begins at `start`."""
        begin, end = start - self.before, start + self.minutes + self.after
        away, lasts = self.processing_after or 0, self.processing_lasts or 0
        if away <= 0 or lasts <= 0 or away + lasts >= self.minutes:
            return ((begin, end),)
        return ((begin, start + away), (start + away + lasts, end))


@dataclass(frozen=True, slots=True)
class Need:
    """One service of a visit and the masters (by id) who may perform it: one if she was chosen, none if nobody can.

    `windows`, sorted and disjoint, limits when the service may start (a category's earliest start of each day);
    None is no limit.
    """

    service: int
    options: Mapping[int, Work]
    windows: tuple[Span, ...] | None = None


@dataclass(frozen=True, slots=True)
class Timeline:
    """One master's time; `timeline.build` makes it.

    `windows`: opening hours ∩ working hours, sorted and disjoint. The slot grid begins anew with each of them, so two
    that touch stay two. `free`: windows minus time off minus occupancies, sorted, touching ones joined. `off`: the
    time off, only to say why a day is empty.
    """

    windows: tuple[Span, ...]
    free: tuple[Span, ...]
    off: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Policy:
    """The salon's rules, already resolved to minutes by the caller.

    `step`: distance of offered starts. `earliest`, `latest`: first and last start that is allowed (lead time and
    horizon). `max_wait`: how long the client may wait between two services of a visit, tried every `client_step`.
    `any_order`: they may follow one another in any order, not only in the one given.
    """

    step: int
    earliest: int
    latest: int
    max_wait: int = 0
    client_step: int = 5
    any_order: bool = False

    def __post_init__(self) -> None:
        if self.step <= 0 or self.client_step <= 0 or self.max_wait < 0:
            raise ValueError("Steps last at least a minute and waiting is not negative.")


@dataclass(frozen=True, slots=True)
class Part:
    """One service in a plan: `need` is its index as given, start and end the client's time, `rows` what is taken."""

    need: int
    master: int
    start: int
    end: int
    rows: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """Who performs which service of a visit, and when: one part a need, in order of time."""

    parts: tuple[Part, ...]

    @property
    def start(self) -> int:
        return self.parts[0].start

    @property
    def end(self) -> int:
        return self.parts[-1].end

    @property
    def masters(self) -> tuple[int, ...]:
        """Each master once, in the order in which they begin."""
        return tuple(dict.fromkeys(part.master for part in self.parts))


@dataclass(frozen=True, slots=True)
class Start:
    """A start that is offered; `end` is the earliest end of the client's time, `masters` who can begin it, by id."""

    at: int
    end: int
    masters: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Ranked:
    """A start, and whether it can be taken without leaving a hole that nobody can use.

    `snug`: and so that the visit lies against something, another appointment or the edge of working time. On an empty
    day nearly every start fits, but few are snug.
    """

    start: Start
    fits: bool
    snug: bool


@dataclass(frozen=True, slots=True)
class DayFacts:
    """What the caller knows of a day on which nothing is offered.

    `day`: the local day in UTC minutes. `opens`: the weekday has opening hours. `closed_day`: a closed day or public
    holiday covers it. The rest is what the starts were looked for with; `timelines` may reach beyond the day.
    """

    day: Span
    now: int
    opens: bool
    closed_day: bool
    timelines: Mapping[int, Timeline]
    needs: tuple[Need, ...]
    policy: Policy
