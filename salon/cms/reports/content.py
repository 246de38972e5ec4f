"""What a report says: one sentence, some cards, tables with their plots. Page and export are made of the same rows."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from salon.lib import plots
from salon.lib.figures import Change, Figure, Share

Cell = Figure | Change
# The pixels of a plot of lines, and of a bar inside a table; templates name the same.
LINES_WIDTH, LINES_HEIGHT = 610, 280
BAR_WIDTH = 200
# A share of everything, in the tenths of a percent that shares are drawn in.
WHOLE = 1000
# Fewer words below the line than this never touch each other.
MOST_LABELS = 7


@dataclass(frozen=True, slots=True)
class Card:
    """A figure that matters, beside what it was; `was` None: no comparison."""

    label: str
    value: Figure
    was: Figure = None
    up_is_good: bool | None = True

    @property
    def change(self) -> Change:
        return Change(self.value, self.was, self.up_is_good)


@dataclass(frozen=True, slots=True)
class Column:
    """`bar`: its number has a bar before it, a share of the whole width, any other of the highest in the column.
    `mark`: the position of the column whose value is marked in the bar.
    """

    label: str
    bar: bool = False
    mark: int | None = None
    words: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """`cells`: one a column, the first is what the row is called. `url`: where that leads; `note`: small, below it."""

    cells: Sequence[Cell]
    url: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A plot of lines over the rows: the column at position `value`, dotted the one at `was`. `label` says the same
    in a sentence.
    """

    value: int
    label: str
    was: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """`key`: short name, for addresses on the page and in the export. `half`: two such stand side by side. `template`:
    how it is shown; another one may draw the rows otherwise, the export stays.
    """

    key: str
    title: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    total: Row | None = None
    line: Line | None = None
    icon: str = "table"
    half: bool = False
    empty: str = ""
    template: str = "cms/reports/table.html"

    @property
    def shown_rows(self) -> list["ShownRow"]:
        tops = [self._top(position) for position in range(len(self.columns))]
        return [self._shown(row, tops) for row in self.rows]

    @property
    def shown_total(self) -> "ShownRow | None":
        """Without bars: it is longer than all others."""
        return self._shown(self.total, None) if self.total else None

    def numbers(self, position: int) -> list[int | Decimal]:
        """A column as it is drawn: of shares the tenths of a percent, nothing for what is not known."""
        return [as_height(row.cells[position]) for row in self.rows]

    def _top(self, position: int) -> int | Decimal:
        """The value of a bar over the whole width."""
        if any(isinstance(row.cells[position], Share) for row in self.rows):
            return WHOLE
        marked = self.columns[position].mark
        return max(self.numbers(position) + (self.numbers(marked) if marked is not None else []), default=0)

    def _shown(self, row: Row, tops: Sequence[int | Decimal] | None) -> "ShownRow":
        cells = []
        for position, (column, value) in enumerate(zip(self.columns, row.cells, strict=True)):
            bar = mark = None
            if column.bar and tops is not None:
                bar = plots.share(as_height(value), tops[position], width=BAR_WIDTH)
                was = None if column.mark is None else row.cells[column.mark]
                mark = None if was is None else plots.share(as_height(was), tops[position], width=BAR_WIDTH)
            cells.append(ShownCell(value, column, bar, mark))
        return ShownRow(row, cells)

    @property
    def drawing(self) -> "Drawing | None":
        """The plot of lines in pixels; a single row is no line."""
        return Drawing.of(self, self.line) if self.line and len(self.rows) > 1 else None


@dataclass(frozen=True, slots=True)
class ShownCell:
    """`bar` and `mark` in pixels of BAR_WIDTH."""

    value: Cell
    column: Column
    bar: int | None = None
    mark: int | None = None

    @property
    def is_change(self) -> bool:
        return isinstance(self.value, Change)


@dataclass(frozen=True, slots=True)
class ShownRow:
    row: Row
    cells: Sequence[ShownCell]

    @property
    def bar(self) -> int | None:
        """The first of its bars, for tables without room for a column of them."""
        return next((cell.bar for cell in self.cells if cell.bar is not None), None)


@dataclass(frozen=True, slots=True)
class Drawing:
    """`labels`: (x, words) below the line; `ticks`: (y, figure) beside it."""

    points: str
    was: str
    dots: Sequence[plots.Dot]
    labels: Sequence[tuple[int, str]]
    ticks: Sequence[tuple[int, Figure]]

    @classmethod
    def of(cls, table: Table, line: Line) -> "Drawing":
        now = table.numbers(line.value)
        was = [] if line.was is None else _until_known(table, line.was)
        grid = plots.ticks(max([*now, *was]), height=LINES_HEIGHT)
        box = {"width": LINES_WIDTH, "height": LINES_HEIGHT, "top": grid[-1].value, "places": len(now)}
        dots = plots.dots(now, **box)
        step = -(-len(dots) // MOST_LABELS)
        kind = table.rows[0].cells[line.value]
        return cls(
            points=plots.points(now, **box),
            was=plots.points(was, **box),
            dots=dots,
            labels=[(dots[i].x, str(table.rows[i].cells[0])) for i in range(0, len(dots), step)],
            ticks=[(tick.y, _alike(tick.value, kind)) for tick in grid],
        )


@dataclass(frozen=True, slots=True)
class Content:
    """`lead`: the one sentence that says what matters. `note`: what the reader has to know, below everything."""

    lead: str
    tables: Sequence[Table]
    cards: Sequence[Card] = field(default=())
    note: str = ""


def as_height(value: Cell) -> int | Decimal:
    if isinstance(value, Share):
        return value.permille or 0
    return value if isinstance(value, int | Decimal) else 0


def _until_known(table: Table, position: int) -> list[int | Decimal]:
    """A column that may end before the others do: a month is compared with a shorter one."""
    known = [row.cells[position] is not None for row in table.rows]
    return table.numbers(position)[: len(known) - known[::-1].index(True)] if any(known) else []


def _alike(value: int, kind: Cell) -> Figure:
    """A number of the grid as the same kind of figure."""
    if isinstance(kind, Share):
        return Share(value, WHOLE)
    return Decimal(value) if isinstance(kind, Decimal) else value
