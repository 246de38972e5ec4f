"""A machine translates only where one is configured."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string

from salon.lib import translator

NAMES = ("DEEPL_AUTH_KEY", "LIBRETRANSLATE_URL", "LIBRETRANSLATE_API_KEY")
URL = "https://translate.example.org"


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(f"{name}_FILE", raising=False)


def test_there_is_none_by_default() -> None:
    assert translator.from_environment() is None


def test_a_key_or_an_address_switches_one_on(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    secret = tmp_path / "deepl"
    secret.write_text("geheim:fx\n")
    monkeypatch.setenv("DEEPL_AUTH_KEY_FILE", str(secret))
    found = translator.from_environment()
    machine = import_string(found["CLASS"])(found["OPTIONS"])
    assert (machine.display_name, machine.get_headers()["Authorization"]) == ("DeepL", "DeepL-Auth-Key geheim:fx")
    monkeypatch.delenv("DEEPL_AUTH_KEY_FILE")
    monkeypatch.setenv("LIBRETRANSLATE_URL", f"{URL}/")
    found = translator.from_environment()
    machine = import_string(found["CLASS"])(found["OPTIONS"])
    assert (machine.display_name, machine.get_api_endpoint()) == ("LibreTranslate", URL)


@pytest.mark.parametrize(
    "wrong",
    [
        {"DEEPL_AUTH_KEY": "k", "LIBRETRANSLATE_URL": URL},
        {"LIBRETRANSLATE_API_KEY": "k"},
        {"LIBRETRANSLATE_URL": "translate.example.org"},
    ],
)
def test_a_wrong_combination_stops_the_start(monkeypatch: pytest.MonkeyPatch, wrong: dict[str, str]) -> None:
    for name, value in wrong.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(ImproperlyConfigured, match="LIBRETRANSLATE"):
        translator.from_environment()
