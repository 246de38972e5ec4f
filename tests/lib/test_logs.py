"""No line of the log opens a visit."""

import logging
import sys

from salon.lib.links import Purpose, make_token, new_public_id, new_secret
from salon.lib.logs import HidingKeys


def said(message: str, *args: object) -> str:
    record = logging.LogRecord("django.request", logging.WARNING, "", 1, message, args, None)
    return HidingKeys("{message}", style="{").format(record)


def test_the_key_of_a_visit_is_left_out_of_an_address() -> None:
    token = make_token(Purpose.MANAGE, new_public_id(), 1)
    assert said("Not Found: %s", f"/de/visit/{token}/") == "Not Found: /de/visit/…/"


def test_the_key_of_an_account_is_left_out_too() -> None:
    assert said("Method Not Allowed (%s): %s", "PUT", f"/de/my/enter/{new_secret()}/").endswith("/de/my/enter/…/")


def test_other_lines_stay_as_they_are() -> None:
    line = "message 12 (visit_confirmed) cannot be written: ConnectionRefusedError"
    assert said(line) == line
    assert said("%s of %d", "three", 4) == "three of 4"


def test_a_traceback_tells_no_key_either() -> None:
    secret = new_secret()
    try:
        raise ValueError(f"/de/my/enter/{secret}/")
    except ValueError:
        record = logging.LogRecord("salon", logging.ERROR, "", 1, "no", (), sys.exc_info())
    assert secret not in HidingKeys("{message}", style="{").format(record)


def test_a_bots_token_is_left_out_of_the_address_that_could_not_be_reached() -> None:
    token = "8123456789:AAF-abcdefghijklmnopqrstuvwxyz01234"
    assert said("no way to %s", f"https://api.telegram.org/bot{token}/sendMessage").endswith("/bot…/sendMessage")


def test_the_code_of_a_master_and_the_key_of_a_program_are_left_out() -> None:
    code = "H_62AzS4qmaN4rpbAnxzzarbvPGlcv-u"
    assert said("%s m-%s", code, code) == "… …"
    assert "secret" not in said("salon.0a1b2c3d4e5f.%s", "secret" + new_secret())
