"""What is written down holds nothing that somebody could use."""

import logging

import pytest

from bot_service.journal import Discreet

TOKEN = "123456:AAHx-secret_letters0123456789abcdefg"


def written(message: str, *values: object, error: BaseException | None = None) -> str:
    info = (type(error), error, error.__traceback__) if error else None
    return Discreet(["site-token"]).format(logging.LogRecord("bot", 20, "x.py", 1, message, values, info))


@pytest.mark.parametrize(
    "secret",
    [
        TOKEN,
        f"https://api.telegram.org/bot{TOKEN}/getMe",
        "site-token",
        "Bearer abc",
        "olena@example.org",
        "+49 151 2345678",
        "(0151) 234-5678",
        "A1b2C3d4E5f6G7h8",
        "x" * 30 + "9" * 34,
        "m-Ab3dEf7h",
        "482917",
    ],
)
def test_tokens_codes_addresses_and_numbers_are_hidden(secret):
    line = written("something with %s in it", secret)
    assert "…" in line
    assert secret not in line
    assert "something with" in line


def test_an_error_is_told_without_its_text_and_values():
    try:
        raise ValueError("Olena Koval wrote: meine Nummer ist geheim")
    except ValueError as error:
        line = written("a turn went wrong", error=error)
    assert "ValueError" in line
    assert "test_journal.py:" in line
    assert "Olena" not in line
    assert "geheim" not in line


def test_nothing_of_a_conversation_is_written(house, caplog):
    with caplog.at_level(logging.DEBUG):
        house.olena.write("/start " + "q" * 64)
        house.olena.write("mein geheimer Text")
        house.site.special["GET /api/bot/services/"] = {"categories": "Unsinn"}
        house.olena.press("Termin buchen")
    text = "\n".join(map(Discreet(["site-token", "123456:AAabcdefgh"]).format, caplog.records))
    assert text
    for secret in ("q" * 64, "geheimer", "site-token", "AAabcdefgh", "Olena", "7001"):
        assert secret not in text, secret
