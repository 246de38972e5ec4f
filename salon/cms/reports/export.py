"""A report as a file: in CSV its tables one below the other, in XLSX a sheet each. The rows are those of the page."""

import csv
import re
from collections.abc import Iterator, Sequence
from io import BytesIO

from django.http import HttpResponse
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from salon.cms.reports.content import Cell, Content
from salon.lib import spreadsheets
from salon.lib.figures import Change, Share, as_number

CSV, XLSX = "csv", "xlsx"
TYPES = {CSV: "text/csv; charset=utf-8", XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
# What no name of a sheet may hold, and how long it may be.
NO_SHEET_NAME = re.compile(r"[\[\]:*?/\\]")
LONGEST_SHEET_NAME = 31


def as_file(content: Content, name: str, kind: str) -> HttpResponse:
    """`name`: of the file, without its ending; `kind`: CSV or XLSX."""
    answer = HttpResponse(content_type=TYPES[kind])
    answer["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    if kind == CSV:
        _write_csv(content, answer)
    else:
        _write_xlsx(content, answer)
    return answer


def sheets(content: Content) -> Iterator[tuple[str, list[Sequence[Cell]]]]:
    """Title and rows of each table, headings first; cards are the first table."""
    if content.cards:
        heading = [_("Figure"), _("this time"), _("before"), _("Change in %")]
        yield _("In short"), [heading, *([card.label, card.value, card.was, card.change] for card in content.cards)]
    for table in content.tables:
        rows = [*table.rows, *([table.total] if table.total else [])]
        yield table.title, [[column.label for column in table.columns], *(row.cells for row in rows)]


def _write_csv(content: Content, answer: HttpResponse) -> None:
    out = csv.writer(answer)
    for number, (title, rows) in enumerate(sheets(content)):
        out.writerows([[], [title]] if number else [[title]])
        out.writerows([_in_csv(cell) for cell in row] for row in rows)


def _write_xlsx(content: Content, answer: HttpResponse) -> None:
    book = Workbook(write_only=True)
    for number, (title, rows) in enumerate(sheets(content), 1):
        sheet = book.create_sheet(f"{number} {NO_SHEET_NAME.sub(' ', title)}"[:LONGEST_SHEET_NAME].strip())
        for row in rows:
            sheet.append([_in_xlsx(sheet, cell) for cell in row])
    file = BytesIO()
    book.save(file)
    answer.write(file.getvalue())


def _in_csv(cell: Cell) -> str:
    """Numbers as programs write them, shares and changes in percent; empty for what is not known."""
    number = as_number(cell)
    if number is None:
        return spreadsheets.harmless(cell) if isinstance(cell, str) else ""
    return f"{number}%" if isinstance(cell, Share) else str(number)


def _in_xlsx(sheet: object, cell: Cell) -> WriteOnlyCell:
    number = as_number(cell)
    if number is None:
        written = WriteOnlyCell(sheet, spreadsheets.writable(cell) if isinstance(cell, str) else None)
        # What looks like a formula is text.
        written.data_type = "s" if written.data_type == "f" else written.data_type
        return written
    written = WriteOnlyCell(sheet, number / 100 if isinstance(cell, Share) else number)
    if isinstance(cell, Share):
        written.number_format = "0.0%"
    elif not isinstance(number, int) and not isinstance(cell, Change):
        written.number_format = '#,##0.00 "€"'
    return written
