"""A chat that has blocked the bot is a closed way: from then on the messages to a client or a master are mails."""

from datetime import datetime

from booking.actions.clients import close_telegram
from salon.outbox.kinds import on_closed
from salon.outbox.letter import Address, Channel


@on_closed
def chat_closed(address: Address, at: datetime) -> None:
    if address.channel == Channel.TELEGRAM:
        close_telegram(telegram_id=int(address.to), now=at)
