"""What happens in a chat reaches a bot that asks for it, with the library's own polling."""

import queue
import threading

import pytest
from telebot import TeleBot
from telebot.apihelper import ApiTelegramException
from telebot.types import Update

from scripts.bot_api.person import Person
from scripts.bot_api.server import BotApi, running
from tests.telegram import hear


def polled(bot: TeleBot, **facts: int) -> list[Update]:
    return bot.get_updates(long_polling_timeout=1, **facts)


def test_the_bot_learns_who_it_is(bot: TeleBot, bot_api: BotApi) -> None:
    me = bot.get_me()
    assert (me.is_bot, me.username) == (True, "salon_lindenhof_bot")
    assert bot_api.token.startswith(f"{me.id}:")


def test_an_update_comes_until_a_higher_offset_is_asked_for(bot: TeleBot, olena: Person) -> None:
    first = polled(bot)
    assert [update.update_id for update in polled(bot)] == [update.update_id for update in first]
    olena.write("Guten Tag")
    later = polled(bot, offset=first[-1].update_id + 1)
    assert [update.message.text for update in later] == ["Guten Tag"]


def test_a_limit_and_a_negative_offset_are_kept(bot: TeleBot, olena: Person) -> None:
    for text in ("one", "two", "three"):
        olena.write(text)
    assert [update.message.text for update in polled(bot, limit=2)] == ["/start", "one"]
    assert [update.message.text for update in polled(bot, offset=-2)] == ["two", "three"]
    assert [update.message.text for update in polled(bot)] == ["two", "three"]


def test_a_long_poll_ends_as_soon_as_something_happens(bot: TeleBot, olena: Person) -> None:
    hear(bot)
    got: list[Update] = []
    offset = bot.last_update_id + 1
    waiting = threading.Thread(target=lambda: got.extend(bot.get_updates(offset=offset, long_polling_timeout=30)))
    waiting.start()
    olena.write("Hallo")
    waiting.join(5)
    assert [update.message.text for update in got] == ["Hallo"]


def test_of_two_bots_that_poll_the_later_one_stays(bot: TeleBot, olena: Person) -> None:
    hear(bot)
    offset, ends = bot.last_update_id + 1, queue.Queue[str]()

    def poll() -> None:
        try:
            ends.put(bot.get_updates(offset=offset, long_polling_timeout=30)[0].message.text)
        except ApiTelegramException as problem:
            ends.put(f"{problem.error_code} {problem.description}")

    both = [threading.Thread(target=poll) for _ in range(2)]
    for thread in both:
        thread.start()
    assert ends.get(timeout=5).startswith("409 Conflict: terminated by other getUpdates request")
    olena.write("Hallo")
    assert ends.get(timeout=5) == "Hallo"
    for thread in both:
        thread.join(5)


def test_only_the_kinds_that_were_asked_for_come(bot: TeleBot, olena: Person) -> None:
    bot.get_updates(allowed_updates=["callback_query"], long_polling_timeout=1)
    olena.write("Nobody hears this")
    olena.forge("v:1")
    assert [update.callback_query is not None for update in polled(bot)] == [False, True]


def test_an_update_can_come_twice(bot: TeleBot, bot_api: BotApi, olena: Person) -> None:
    hear(bot)
    olena.write("Once")
    first = polled(bot, offset=bot.last_update_id + 1)
    repeated = bot_api.updates.repeat()
    again = polled(bot, offset=first[-1].update_id + 1)
    assert [update.update_id for update in again] == [repeated] == [first[-1].update_id]
    assert again[0].message.text == "Once"


def test_a_later_server_counts_on() -> None:
    with running(BotApi(first_id=5000)) as api:
        olena = api.person(1)
        assert olena.start() == 5000
        assert [update.id for update in api.updates.poll(0, 100, 0)] == [5000]
        assert api.updates.repeat(5000) == 5000


def test_what_a_person_says_is_whole(bot: TeleBot, olena: Person) -> None:
    olena.start("book-haircut")
    message = polled(bot)[-1].message
    assert (message.text, message.chat.id, message.chat.type) == ("/start book-haircut", 4242, "private")
    assert (message.from_user.first_name, message.from_user.language_code) == ("Olena", "uk")
    assert [(mark.type, mark.offset, mark.length) for mark in message.entities] == [("bot_command", 0, 6)]


def test_a_deep_link_leads_to_this_bot_only(bot: TeleBot, olena: Person) -> None:
    olena.open("https://t.me/salon_lindenhof_bot?start=m-ABCD2345")
    assert polled(bot)[-1].message.text == "/start m-ABCD2345"
    with pytest.raises(ValueError, match="no link of the bot"):
        olena.open("https://t.me/another_bot?start=book")
    with pytest.raises(ValueError, match="at most 64"):
        olena.start("a b")


def test_blocking_is_told_and_silences(bot: TeleBot, olena: Person) -> None:
    olena.block()
    assert polled(bot)[-1].my_chat_member.new_chat_member.status == "kicked"
    with pytest.raises(RuntimeError, match="start the bot first"):
        olena.write("Hallo")
    olena.start()
    assert polled(bot)[-2].my_chat_member.new_chat_member.status == "member"


def test_the_librarys_own_loop_holds_a_conversation(bot: TeleBot, olena: Person) -> None:
    bot.message_handler(func=lambda message: True)(lambda message: bot.send_message(message.chat.id, message.text))
    loop = threading.Thread(target=lambda: bot.infinity_polling(timeout=5, long_polling_timeout=5), daemon=True)
    loop.start()
    olena.write("Echo")
    assert olena.wait_for("Echo").is_mine is False
    bot.stop_polling()
    olena.write("Good bye")
    loop.join(5)
    assert not loop.is_alive()
