"""The methods of the Bot API, one function each: what the bot passed in, the `result` of the answer out."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from scripts.bot_api import editing, profile
from scripts.bot_api.chats import Json, Room
from scripts.bot_api.facts import Facts, chat_of
from scripts.bot_api.files import as_document, as_file, as_photo, sent_file
from scripts.bot_api.formatted import LONGEST_CAPTION, LONGEST_TEXT, Formatted, formatted, utf16_length
from scripts.bot_api.keyboards import checked
from scripts.bot_api.refusals import Refusal, bad
from scripts.bot_api.webhook import Webhook

if TYPE_CHECKING:
    from scripts.bot_api.server import BotApi

Method = Callable[["BotApi", Facts], Any]
LONGEST_NOTICE = 200
CHAT_ACTIONS = {
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document",
    "choose_sticker", "find_location", "record_video_note", "upload_video_note",
}  # fmt: skip


def get_me(api: "BotApi", facts: Facts) -> Json:
    return api.bot | {"can_join_groups": True, "can_read_all_group_messages": False, "supports_inline_queries": False}


def get_updates(api: "BotApi", facts: Facts) -> list[Json]:
    api.updates.want(facts.tree("allowed_updates"))
    found = api.updates.poll(facts.number("offset"), facts.number("limit", 100), facts.number("timeout"))
    return [update.as_json() for update in found]


def set_webhook(api: "BotApi", facts: Facts) -> bool:
    if not facts.text("url"):
        return delete_webhook(api, facts)
    webhook = Webhook(facts.text("url"), facts.text("secret_token"), pause=api.webhook_pause)
    api.updates.want(facts.tree("allowed_updates"))
    if facts.flag("drop_pending_updates"):
        api.updates.drop()
    api.updates.set_webhook(webhook)
    return True


def delete_webhook(api: "BotApi", facts: Facts) -> bool:
    if facts.flag("drop_pending_updates"):
        api.updates.drop()
    api.updates.set_webhook(None)
    return True


def get_webhook_info(api: "BotApi", facts: Facts) -> Json:
    known = api.updates.webhook.as_info() if api.updates.webhook else {"url": ""}
    return known | {"has_custom_certificate": False, "pending_update_count": api.updates.pending}


def send_message(api: "BotApi", facts: Facts) -> Json:
    room = api.chats.for_bot(chat_of(facts))
    return _sent(api, room, message_text(facts).as_fields(), facts)


def send_photo(api: "BotApi", facts: Facts) -> Json:
    room = api.chats.for_bot(chat_of(facts))
    words = caption(facts).as_fields("caption", "caption_entities")
    return _sent(api, room, {"photo": as_photo(sent_file(api.chats, facts, "photo")), **words}, facts)


def send_document(api: "BotApi", facts: Facts) -> Json:
    room = api.chats.for_bot(chat_of(facts))
    words = caption(facts).as_fields("caption", "caption_entities")
    return _sent(api, room, {"document": as_document(sent_file(api.chats, facts, "document")), **words}, facts)


def message_text(facts: Facts) -> Formatted:
    """Raises Refusal where it is empty, too long or cannot be parsed."""
    text = formatted(facts.text("text"), facts.text("parse_mode"))
    if not text.text:
        raise bad("message text is empty")
    if utf16_length(text.text) > LONGEST_TEXT:
        raise bad("message is too long")
    return text


def caption(facts: Facts) -> Formatted:
    """Raises Refusal where it is too long or cannot be parsed."""
    text = formatted(facts.text("caption"), facts.text("parse_mode"))
    if utf16_length(text.text) > LONGEST_CAPTION:
        raise bad("message caption is too long")
    return text


def _sent(api: "BotApi", room: Room, content: Json, facts: Facts) -> Json:
    """Inline buttons stay with the message; a reply keyboard lies below the chat until another one comes."""
    markup = checked(facts.tree("reply_markup"))
    if "keyboard" in markup:
        room.keyboard, room.is_one_time = markup["keyboard"], bool(markup.get("one_time_keyboard"))
    if markup.get("remove_keyboard"):
        room.keyboard = []
    room.action = ""
    return api.chats.add(room, api.bot, content | (({"reply_markup": markup}) if "inline_keyboard" in markup else {}))


def edit_message_text(api: "BotApi", facts: Facts) -> Json:
    content = message_text(facts).as_fields()
    return editing.edited(api.chats, facts, "text", content)


def edit_message_caption(api: "BotApi", facts: Facts) -> Json:
    content = caption(facts).as_fields("caption", "caption_entities")
    return editing.edited(api.chats, facts, "caption", content)


def edit_message_reply_markup(api: "BotApi", facts: Facts) -> Json:
    return editing.edited(api.chats, facts, "", {})


def delete_message(api: "BotApi", facts: Facts) -> bool:
    room = api.chats.for_bot(chat_of(facts))
    if facts.number("message_id") not in room.messages:
        raise bad("message to delete not found")
    api.chats.remove(room, facts.number("message_id"))
    return True


def answer_callback_query(api: "BotApi", facts: Facts) -> bool:
    if utf16_length(facts.text("text")) > LONGEST_NOTICE:
        raise bad("MESSAGE_TOO_LONG")
    api.chats.answer(facts.text("callback_query_id"), facts.text("text"), is_alert=facts.flag("show_alert"))
    return True


def send_chat_action(api: "BotApi", facts: Facts) -> bool:
    room = api.chats.for_bot(chat_of(facts))
    if facts.text("action") not in CHAT_ACTIONS:
        raise bad("wrong parameter action in request")
    room.action = facts.text("action")
    api.chats.touch(room)
    return True


def get_file(api: "BotApi", facts: Facts) -> Json:
    kept = api.chats.files.get(facts.text("file_id"))
    if kept is None:
        raise bad("invalid file_id")
    return as_file(kept)


def _named(*methods: Method) -> dict[str, Method]:
    """get_me -> getme: Telegram does not look at capitals."""
    return {method.__name__.replace("_", ""): method for method in methods}


METHODS = _named(
    *(get_me, get_updates, set_webhook, delete_webhook, get_webhook_info),
    *(send_message, send_photo, send_document, send_chat_action),
    *(edit_message_text, edit_message_caption, edit_message_reply_markup, delete_message),
    *(answer_callback_query, get_file),
    *profile.METHODS,
)


def method_named(name: str) -> Method:
    """Raises Refusal (404)."""
    if name.lower() not in METHODS:
        raise Refusal(404)
    return METHODS[name.lower()]
