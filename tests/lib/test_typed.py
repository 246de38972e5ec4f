"""What people type: on one line, seen, and not too long."""

import pytest
from django.core.exceptions import ValidationError

from salon.lib.typed import AtMost, on_one_line


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("Olena\r\nBcc: eve@example.org", "Olena Bcc: eve@example.org"),
        ("\u202eanelO\u200b", "anelO"),
        ("Zoë 👩🏽\u200d🎨", "Zoë 👩🏽\u200d🎨"),
        (" \u200b\u202e ", ""),
        ("\u200d", ""),
    ],
)
def test_a_line_holds_only_what_can_be_seen(typed: str, seen: str) -> None:
    assert on_one_line(typed) == seen


def test_a_long_text_is_refused_with_the_number_that_may_be() -> None:
    AtMost(3)("abc")
    with pytest.raises(ValidationError, match="3"):
        AtMost(3)("abcd")
