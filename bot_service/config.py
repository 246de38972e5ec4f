"""What the environment says. A wrong or missing setting ends the start with one sentence."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
# Bot API, setWebhook: 1-256 of these letters; what is shorter than 16 can be guessed.
_SECRET = re.compile(r"[A-Za-z0-9_-]{16,256}")
_BOT_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]+")


class WrongSetting(Exception):
    """The text is the sentence for whoever starts the bot; it never holds a secret."""


class Mode(StrEnum):
    POLLING = "polling"
    WEBHOOK = "webhook"


@dataclass(frozen=True)
class Config:
    """`bind`: where the webhook listens; `redis_url` is empty where memory has to do."""

    bot_token: str
    telegram_api_url: str
    site_url: str
    site_token: str
    redis_url: str
    mode: Mode
    webhook_url: str
    webhook_secret: str
    bind: str
    zone: ZoneInfo
    log_level: str


def load(environ: Mapping[str, str] = os.environ) -> Config:
    """Raises WrongSetting."""
    read = _Reader(environ)
    mode = _mode(read.text("BOT_MODE", Mode.POLLING))
    webhook = mode is Mode.WEBHOOK
    return Config(
        bot_token=read.shaped("TELEGRAM_BOT_TOKEN", _BOT_TOKEN, "is not what BotFather hands out (digits:letters)"),
        telegram_api_url=read.url("TELEGRAM_API_URL", "https://api.telegram.org"),
        site_url=read.url("SITE_URL", "http://127.0.0.1:8000"),
        site_token=read.required("SITE_TOKEN"),
        redis_url=read.redis("REDIS_URL"),
        mode=mode,
        webhook_url=read.url("BOT_WEBHOOK_URL") if webhook else "",
        webhook_secret=read.shaped("BOT_WEBHOOK_SECRET", _SECRET, "needs 16 to 256 of A-Z a-z 0-9 _ -")
        if webhook
        else "",
        bind=read.text("BOT_WEBHOOK_BIND", "127.0.0.1:8081"),
        zone=_zone(read.text("SALON_TIME_ZONE", "Europe/Berlin")),
        log_level=_level(read.text("LOG_LEVEL", "INFO").upper()),
    )


@dataclass(frozen=True)
class _Reader:
    """`NAME_FILE` names a file that holds the value where `NAME` is not set, as for the site."""

    environ: Mapping[str, str]

    def text(self, name: str, default: str = "") -> str:
        if name in self.environ:
            return self.environ[name].strip() or default
        path = self.environ.get(f"{name}_FILE")
        if path is None:
            return default
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as problem:
            raise WrongSetting(f"{name}_FILE={path} cannot be read.") from problem

    def required(self, name: str) -> str:
        value = self.text(name)
        if not value:
            raise WrongSetting(f"{name} is missing. Set it, or {name}_FILE, in the environment.")
        if not (value.isascii() and value.isprintable()) or " " in value:
            raise WrongSetting(f"{name} has letters that no such setting has.")
        return value

    def shaped(self, name: str, form: re.Pattern[str], problem: str) -> str:
        value = self.required(name)
        if not form.fullmatch(value):
            raise WrongSetting(f"{name} {problem}.")
        return value

    def redis(self, name: str) -> str:
        """Empty where it isn't set; it may hold a password, so no sentence repeats it."""
        value = self.text(name)
        if value and not value.startswith(("redis://", "rediss://", "unix://")):
            raise WrongSetting(f"{name} is no address that begins with redis://, rediss:// or unix://.")
        return value

    def url(self, name: str, default: str = "") -> str:
        value = self.text(name, default).rstrip("/")
        if not value:
            raise WrongSetting(f"{name} is missing. Set it, or {name}_FILE, in the environment.")
        try:
            parts = urlsplit(value)
        except ValueError as problem:
            raise WrongSetting(f"{name} is no address.") from problem
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise WrongSetting(f"{name} is no address that begins with http:// or https://.")
        return value


def _mode(value: str) -> Mode:
    try:
        return Mode(value)
    except ValueError as problem:
        raise WrongSetting(f"BOT_MODE={value} is neither polling nor webhook.") from problem


def _zone(value: str) -> ZoneInfo:
    try:
        return ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError) as problem:
        raise WrongSetting(f"SALON_TIME_ZONE={value} is no time zone.") from problem


def _level(value: str) -> str:
    if value not in LEVELS:
        raise WrongSetting(f"LOG_LEVEL={value} is none of {', '.join(LEVELS)}.")
    return value
