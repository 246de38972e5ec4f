"""What the bot sends is what a person sees, and what she taps is what the bot hears."""

import io

import pytest
from telebot import TeleBot, types

from scripts.bot_api.person import Person
from scripts.bot_api.server import BotApi
from scripts.bot_api.shown import Button
from tests.telegram import OLENA, hear

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d494844520000000200000003080200000036"
    "88e28e0000000c49444154789c6360c0060000120001a3f1a0f80000000049454e44ae426082"
)


def keyboard(*rows: list[types.InlineKeyboardButton]) -> types.InlineKeyboardMarkup:
    return types.InlineKeyboardMarkup(list(rows))


def key(text: str, data: str) -> types.InlineKeyboardButton:
    return types.InlineKeyboardButton(text, callback_data=data)


def test_a_message_is_read_without_its_marks(bot: TeleBot, olena: Person) -> None:
    sent = bot.send_message(OLENA, "  <b>Готово</b>: 10 &lt; 11 💇 <a href='https://lindenhof.example.org'>hier</a>\n")
    assert olena.chat[-1].text == sent.text == "Готово: 10 < 11 💇 hier"
    assert [(mark.type, mark.offset, mark.length) for mark in sent.entities] == [("bold", 0, 6), ("text_link", 19, 4)]


def test_a_tap_is_heard_and_the_message_changes_in_its_place(bot: TeleBot, olena: Person) -> None:
    heard: list[types.CallbackQuery] = []

    @bot.callback_query_handler(lambda query: True)
    def answer(query: types.CallbackQuery) -> None:
        heard.append(query)
        bot.answer_callback_query(query.id, "Einen Moment", show_alert=True)
        bot.edit_message_text("Um wie viel Uhr?", query.message.chat.id, query.message.message_id)

    message = bot.send_message(OLENA, "An welchem Tag?", reply_markup=keyboard([key("Mo", "d:1"), key("Di", "d:2")]))
    query = olena.tap("Di")
    hear(bot)
    assert (heard[0].data, heard[0].from_user.id, heard[0].message.text) == ("d:2", OLENA, "An welchem Tag?")
    assert heard[0].message.reply_markup.keyboard[0][0].text == "Mo"
    shown = olena.wait_for("Um wie viel Uhr?")
    assert (shown.id, shown.is_edited, shown.rows) == (message.message_id, True, [])
    notice = olena.wait_for_answer(query)
    assert (notice.text, notice.is_alert) == ("Einen Moment", True)


def test_buttons_change_without_the_text(bot: TeleBot, olena: Person) -> None:
    message = bot.send_message(OLENA, "<i>Anfrage</i>", reply_markup=keyboard([key("Annehmen", "ap:1")]))
    changed = bot.edit_message_reply_markup(OLENA, message.message_id, reply_markup=keyboard([key("Erledigt", "dn:1")]))
    assert (changed.text, changed.entities[0].type, olena.chat[-1].labels) == ("Anfrage", "italic", ["Erledigt"])
    bot.edit_message_reply_markup(OLENA, message.message_id)
    assert olena.chat[-1].labels == []


def test_a_button_with_an_address_tells_the_bot_nothing(bot: TeleBot, olena: Person) -> None:
    link = types.InlineKeyboardButton("Website", url="http://127.0.0.1:8000/de/")
    app = types.InlineKeyboardButton("Scannen", web_app=types.WebAppInfo("https://lindenhof.example.org/de/scan/"))
    bot.send_message(OLENA, "Hier", reply_markup=keyboard([link, app]))
    assert (olena.link("Website"), olena.link("Scannen")) == (link.url, app.web_app.url)
    assert olena.chat[-1].rows[0][0] == Button("Website", url=link.url)
    with pytest.raises(LookupError, match="the bot is not told"):
        olena.tap("Website")
    with pytest.raises(LookupError, match=r"No button 'Nein'.*\n.*\n< Hier  \[Website \| Scannen\]"):
        olena.tap("Nein")


def test_the_keyboard_below_the_chat_shares_the_own_number(bot: TeleBot, olena: Person) -> None:
    heard: list[types.Message] = []
    bot.message_handler(content_types=["contact", "text"])(heard.append)
    keys = types.ReplyKeyboardMarkup(one_time_keyboard=True)
    keys.add(types.KeyboardButton("Meine Nummer senden", request_contact=True), "Zurück")
    bot.send_message(OLENA, "Ihre Nummer?", reply_markup=keys)
    assert olena.keys == [["Meine Nummer senden", "Zurück"]]
    olena.tap_key("Meine Nummer senden")
    olena.share_foreign_contact("4915100000000")
    olena.share_foreign_contact("4915100000001", None)
    hear(bot)
    own, foreign, without = [message.contact for message in heard[1:]]
    assert (own.phone_number, own.user_id) == (olena.phone, OLENA)
    assert foreign.user_id not in (None, OLENA)
    assert without.user_id is None
    assert olena.keys == []


def test_a_keyboard_stays_until_it_is_removed(bot: TeleBot, olena: Person) -> None:
    bot.send_message(OLENA, "Menü", reply_markup=types.ReplyKeyboardMarkup().add("Termin buchen"))
    olena.tap_key("Termin buchen")
    assert (olena.chat[-1].text, olena.keys) == ("Termin buchen", [["Termin buchen"]])
    bot.send_message(OLENA, "Danke", reply_markup=types.ReplyKeyboardRemove())
    assert olena.keys == []


def test_photo_and_document_arrive_byte_by_byte(bot: TeleBot, olena: Person) -> None:
    photo = bot.send_photo(OLENA, PNG, caption="<b>QR</b>", reply_markup=keyboard([key("Zurück", "v:1")]))
    assert (photo.photo[-1].width, photo.photo[-1].height) == (2, 3)
    assert (olena.chat[-1].photo, olena.chat[-1].text, olena.chat[-1].labels) == (PNG, "QR", ["Zurück"])
    content = b"BEGIN:VCALENDAR\r\n--boundary\r\n\r\n\x00\xff\r\n"
    bot.send_document(OLENA, io.BytesIO(content), visible_file_name="Термін.ics")
    shown = olena.chat[-1]
    assert shown.file
    assert (shown.document, shown.file.name, shown.file.kind) == (content, "Термін.ics", "text/calendar")


def test_a_file_is_sent_again_by_its_id_and_fetched_by_its_path(bot: TeleBot, olena: Person) -> None:
    photo = bot.send_photo(OLENA, PNG).photo[-1]
    bot.send_photo(OLENA, photo.file_id)
    assert olena.chat[-1].photo == PNG
    assert bot.download_file(bot.get_file(photo.file_id).file_path) == PNG


def test_a_caption_is_edited_and_the_photo_stays(bot: TeleBot, olena: Person) -> None:
    photo = bot.send_photo(OLENA, PNG, caption="alt")
    bot.edit_message_caption("neu", OLENA, photo.message_id)
    assert (olena.chat[-1].text, olena.chat[-1].photo) == ("neu", PNG)


def test_a_deleted_message_is_gone(bot: TeleBot, olena: Person) -> None:
    message = bot.send_message(OLENA, "Ein Versehen")
    assert bot.delete_message(OLENA, message.message_id)
    assert [shown.text for shown in olena.chat] == ["/start"]


def test_commands_and_the_menu_button_are_kept_by_language(bot: TeleBot, bot_api: BotApi, olena: Person) -> None:
    bot.set_my_commands([types.BotCommand("book", "Termin buchen")])
    bot.set_my_commands([types.BotCommand("book", "Записатися")], language_code="uk")
    assert [command.description for command in bot.get_my_commands(language_code="uk")] == ["Записатися"]
    assert [command.description for command in bot.get_my_commands()] == ["Termin buchen"]
    bot.set_chat_menu_button(OLENA, types.MenuButtonWebApp("Scan", types.WebAppInfo("https://a.example/")))
    assert olena.room.menu["text"] == "Scan"
    assert bot.get_chat_menu_button().type == "commands"


def test_the_bot_introduces_itself_by_language(bot: TeleBot, olena: Person) -> None:
    bot.set_my_description("Termine im Salon")
    bot.set_my_description("Записи до салону", language_code="uk")
    bot.set_my_short_description("Termine")
    described = [bot.get_my_description(language_code=language).description for language in ("uk", "de")]
    assert described == ["Записи до салону", "Termine im Salon"]
    assert bot.get_my_short_description().short_description == "Termine"


def test_what_the_bot_does_is_seen_until_it_speaks(bot: TeleBot, olena: Person) -> None:
    bot.send_chat_action(OLENA, "typing")
    assert olena.room.action == "typing"
    bot.send_message(OLENA, "Da bin ich")
    assert olena.room.action == ""


def test_waiting_counts_only_what_came_since_the_last_own_step(bot: TeleBot, olena: Person) -> None:
    bot.send_message(OLENA, "Guten Tag")
    olena.wait_for("Guten Tag")
    olena.write("Noch einmal")
    with pytest.raises(TimeoutError, match=r"'Guten Tag' did not come.*\n.*\n< Guten Tag\n> Noch einmal"):
        olena.wait_for("Guten Tag", seconds=0)
    assert olena.wait_for("Guten Tag", since=0)
