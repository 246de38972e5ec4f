import pytest

from salon.lib.phone import e164


@pytest.mark.parametrize("written", ["0151 23456789", "+49 (151) 23456789", "0049151/234567-89", "0151-2345 6789"])
def test_one_number_has_one_form(written: str) -> None:
    assert e164(written) == "+4915123456789"


@pytest.mark.parametrize(
    "written",
    ["", "0151", "110", "Olena", "+", "0" * 40, "+49 30 123 ext. 5", "0800 7246100", "0900 1234567", "+1 800 356 9377"],
)
def test_what_can_call_nobody_is_no_number(written: str) -> None:
    assert e164(written) is None
