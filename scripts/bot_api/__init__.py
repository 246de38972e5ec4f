"""A stand-in for Telegram's Bot API (core.telegram.org/bots/api): the real protocol, chats in memory, people to tap.

For tests and for `./run bot-demo`; the standard library only. What it refuses, it refuses in Telegram's own words.
"""

TOKEN = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"  # noqa: S105  the documentation's own example
NAME = "salon_lindenhof_bot"
