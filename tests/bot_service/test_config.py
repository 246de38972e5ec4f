"""The bot starts with right settings or ends with one sentence that gives nothing away."""

import pytest

from bot_service.config import Mode, WrongSetting, load

RIGHT = {"TELEGRAM_BOT_TOKEN": "123:AAsecret", "SITE_TOKEN": "site-secret"}
HOOK = {**RIGHT, "BOT_MODE": "webhook", "BOT_WEBHOOK_URL": "https://salon.example/tg", "BOT_WEBHOOK_SECRET": "s" * 32}


def test_two_secrets_are_enough_to_begin_with():
    config = load(RIGHT)
    assert (config.mode, config.site_url) == (Mode.POLLING, "http://127.0.0.1:8000")
    assert load(HOOK).webhook_url == "https://salon.example/tg"


def test_a_secret_may_come_from_a_file(tmp_path):
    (tmp_path / "token").write_text("from-file\n", encoding="utf-8")
    environ = {"TELEGRAM_BOT_TOKEN": "1:A", "SITE_TOKEN_FILE": str(tmp_path / "token")}
    assert load(environ).site_token == "from-file"


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"TELEGRAM_BOT_TOKEN": ""}, "TELEGRAM_BOT_TOKEN"),
        ({"TELEGRAM_BOT_TOKEN": "no token"}, "TELEGRAM_BOT_TOKEN"),
        ({"SITE_TOKEN": ""}, "SITE_TOKEN"),
        ({"SITE_TOKEN": "geheim\nX-Other: 1"}, "SITE_TOKEN"),
        ({"SITE_URL": "ftp://salon"}, "SITE_URL"),
        ({"SITE_URL": "http://[salon"}, "SITE_URL"),
        ({"BOT_MODE": "push"}, "BOT_MODE"),
        ({"BOT_MODE": "webhook"}, "BOT_WEBHOOK_URL"),
        ({**HOOK, "BOT_WEBHOOK_SECRET": "short"}, "BOT_WEBHOOK_SECRET"),
        ({"SALON_TIME_ZONE": "Europe/Atlantis"}, "SALON_TIME_ZONE"),
        ({"LOG_LEVEL": "loud"}, "LOG_LEVEL"),
        ({"SITE_TOKEN_FILE": "/nowhere"}, "SITE_TOKEN_FILE"),
    ],
)
def test_a_wrong_setting_is_named_in_one_sentence(change, named):
    environ = {**RIGHT, **change}
    if named == "SITE_TOKEN_FILE":
        del environ["SITE_TOKEN"]
    with pytest.raises(WrongSetting) as wrong:
        load(environ)
    sentence = str(wrong.value)
    assert sentence.startswith(named)
    assert sentence.endswith(".")
    assert not any(secret in sentence for secret in ("AAsecret", "site-secret", "geheim", "short"))
