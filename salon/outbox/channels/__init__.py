"""The ways to a recipient. A round of delivery opens each at most once and remembers which one is away."""

from types import TracebackType
from typing import Self

from salon.outbox.channels.errors import Away, Lost, Refused
from salon.outbox.channels.mail import Mail
from salon.outbox.channels.telegram import Telegram
from salon.outbox.letter import Address, Channel, Letter
from salon.outbox.models import Message


class Post:
    """For `with`: closes what it opened. `worked`: the channels that have answered in this round."""

    def __init__(self) -> None:
        self._ways: dict[Channel, Mail | Telegram] = {Channel.MAIL: Mail(), Channel.TELEGRAM: Telegram()}
        self._away: dict[Channel, str] = {}
        self.worked: set[Channel] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for way in self._ways.values():
            way.close()

    def is_set_up(self, channel: Channel) -> bool:
        return self._ways[channel].is_set_up

    def send(self, letter: Letter, address: Address, message: Message) -> str:
        """What the channel knows it by from now on, empty where nothing can be changed any more.

        Raises what the channel raises; Away at once where it was away before in this round.
        """
        if address.channel in self._away:
            raise Away(self._away[address.channel])
        try:
            sent_as = self._ways[address.channel].send(letter, address.to, message)
        except Away as problem:
            self._away[address.channel] = str(problem)
            raise
        except (Lost, Refused):
            self.worked.add(address.channel)
            raise
        self.worked.add(address.channel)
        return sent_as
