"""The page of `./run bot-demo`: people tap through the bot in a browser, by mouse or keyboard, at every width."""

import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from telebot import TeleBot, types

from scripts.bot_api.server import BotApi
from tests.e2e.watcher import DESK, Watcher
from tests.telegram import bot as bot
from tests.telegram import bot_api as bot_api
from tests.telegram import hear

pytestmark = pytest.mark.browser
BUTTON = types.InlineKeyboardButton


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=DESK, reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.fixture
def salon(bot: TeleBot) -> Iterator[TeleBot]:
    """A bot that greets, takes a number, and says on a tap that it is done."""
    keys = types.ReplyKeyboardMarkup(one_time_keyboard=True).add(types.KeyboardButton("Meine Nummer", True))
    buttons = types.InlineKeyboardMarkup(
        [[BUTTON("Annehmen", callback_data="ap:1"), BUTTON("Ablehnen", callback_data="dc:1")]]
    )

    @bot.message_handler(content_types=["text", "contact"])
    def answer(message: types.Message) -> None:
        if message.contact:
            bot.send_document(message.chat.id, b"BEGIN", visible_file_name="termin.ics", reply_markup=buttons)
        else:
            bot.send_message(message.chat.id, f"<b>Guten Tag</b>: {message.text}", reply_markup=keys)

    @bot.callback_query_handler(lambda query: True)
    def tapped(query: types.CallbackQuery) -> None:
        bot.answer_callback_query(query.id, "Gemerkt", show_alert=True)
        bot.edit_message_reply_markup(query.message.chat.id, query.message.id)

    ended = threading.Event()

    def work() -> None:
        while not ended.is_set():
            hear(bot)

    thread = threading.Thread(target=work)
    thread.start()
    yield bot
    ended.set()
    thread.join()


def phone_of(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name=f"Phone of {name}")


def test_a_client_taps_through_the_bot(page: Page, bot_api: BotApi, salon: TeleBot) -> None:
    watcher = Watcher(page, bot_api.url)
    page.goto(bot_api.url)
    olena, anna = phone_of(page, "Olena"), phone_of(page, "Anna")
    olena.get_by_role("button", name="Start").click()
    expect(olena.get_by_text("Guten Tag: /start")).to_be_visible()
    olena.get_by_role("button", name="Meine Nummer").click()
    expect(olena.get_by_role("link", name="termin.ics")).to_be_visible()
    olena.get_by_role("button", name="Annehmen").click()
    expect(olena.get_by_role("status")).to_contain_text("Gemerkt")
    expect(olena.get_by_role("button", name="Ablehnen")).to_have_count(0)
    olena.get_by_role("button", name="OK").click()
    expect(anna.locator(".message")).to_have_count(0)
    watcher.look()
    watcher.assert_calm()


def test_a_link_is_opened_and_a_message_written_by_keyboard(page: Page, bot_api: BotApi, salon: TeleBot) -> None:
    page.goto(bot_api.url)
    page.get_by_label("Who").select_option("new")
    page.get_by_role("button", name="Add phone").press("Enter")
    newcomer = phone_of(page, "New person")
    expect(newcomer.get_by_role("button", name="Start")).to_be_focused()
    newcomer.get_by_text("More").press("Enter")
    newcomer.get_by_label("Link or start word").fill(f"https://t.me/{bot_api.bot['username']}?start=book")
    page.keyboard.press("Enter")
    expect(newcomer.get_by_text("Guten Tag: /start book")).to_be_visible()
    newcomer.get_by_role("textbox", name="Message").fill("Danke")
    page.keyboard.press("Enter")
    expect(newcomer.get_by_text("Guten Tag: Danke")).to_be_visible()
    newcomer.get_by_text("More").press("Enter")
    newcomer.get_by_label("Link or start word").fill("https://t.me/another_bot?start=book")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("no link of the bot")
