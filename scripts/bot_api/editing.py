"""Messages that are changed in their place."""

from scripts.bot_api.chats import Chats, Json
from scripts.bot_api.facts import Facts, chat_of
from scripts.bot_api.keyboards import checked
from scripts.bot_api.refusals import bad

MEDIA = ("photo", "document")
WORDS = {"text": ("text", "entities"), "caption": ("caption", "caption_entities")}


def edited(chats: Chats, facts: Facts, part: str, content: Json) -> Json:
    """With a new `part` ("text", "caption", or "" for the buttons only). Raises Refusal.

    Buttons that are not sent along are gone, as on Telegram.
    """
    room = chats.for_bot(chat_of(facts))
    message = room.messages.get(facts.number("message_id"))
    if message is None:
        raise bad("message to edit not found")
    if message["from"]["id"] != chats.bot["id"]:
        raise bad("message can't be edited")
    if part and (part == "text") is not ("text" in message):
        raise bad(f"there is no {part} in the message to edit")
    markup = checked(facts.tree("reply_markup"))
    if markup and "inline_keyboard" not in markup:
        raise bad("inline keyboard expected")
    return chats.change(room, message, _kept(message, part) | content | ({"reply_markup": markup} if markup else {}))


def _kept(message: Json, part: str) -> Json:
    """What the edit leaves as it is."""
    names = {*MEDIA, "text", "entities", "caption", "caption_entities"} - set(WORDS.get(part, ()))
    return {name: value for name, value in message.items() if name in names}
