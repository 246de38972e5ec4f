"""A report as a file: the rows of its page, as numbers, and no formula among them."""

import csv
from decimal import Decimal
from io import BytesIO, StringIO

import pytest
from django.utils.translation import override
from openpyxl import load_workbook

from salon.cms.reports.content import Card, Column, Content, Row, Table
from salon.cms.reports.export import as_file
from salon.lib.figures import Change, Share

pytestmark = pytest.mark.once

CONTENT = Content(
    "All is well.",
    [
        Table(
            "masters",
            "By master: [all]",
            [Column("Master"), Column("Paid"), Column("Occupancy", bar=True), Column("±")],
            [Row(["=cmd()", Decimal("1234.5"), Share(2, 3), Change(9, 10)]), Row(["Anna", None, Share(0, 0), None])],
            Row(["Together", Decimal("1234.5"), Share(2, 3), None]),
        )
    ],
    [Card("Visits", 12, 10)],
)


@pytest.fixture(autouse=True)
def in_english() -> None:
    with override("en"):
        yield


def test_a_csv_file_has_the_cards_and_then_each_table() -> None:
    answer = as_file(CONTENT, "figures-2026", "csv")
    assert answer["Content-Disposition"] == 'attachment; filename="figures-2026.csv"'
    assert list(csv.reader(StringIO(answer.content.decode()))) == [
        ["In short"],
        ["Figure", "this time", "before", "Change in %"],
        ["Visits", "12", "10", "20"],
        [],
        ["By master: [all]"],
        ["Master", "Paid", "Occupancy", "±"],
        ["'=cmd()", "1234.50", "66.7%", "-10"],
        ["Anna", "", "", ""],
        ["Together", "1234.50", "66.7%", ""],
    ]


def test_an_xlsx_file_has_a_sheet_a_table_and_real_numbers() -> None:
    book = load_workbook(BytesIO(as_file(CONTENT, "figures", "xlsx").content))
    assert book.sheetnames == ["1 In short", "2 By master   all"]
    _heads, first, second, _total = book.worksheets[1].iter_rows()
    assert [cell.value for cell in first] == ["=cmd()", 1234.5, 0.667, -10]
    assert first[0].data_type == "s"
    assert [cell.value for cell in second] == ["Anna", None, None, None]


def test_a_bar_of_a_share_is_a_part_of_the_whole_and_of_others_of_the_highest() -> None:
    table = Table(
        "t", "T", [Column(""), Column("", bar=True, mark=2), Column("")], [Row(["a", 5, 10]), Row(["b", 10, 0])]
    )
    assert [(row.cells[1].bar, row.cells[1].mark) for row in table.shown_rows] == [(100, 200), (200, 0)]
    assert CONTENT.tables[0].shown_rows[0].cells[2].bar == 133
