"""Who may not book any more, and who may again."""

from django.db import transaction

from booking.errors import ClientNotFound
from booking.models import Client, ClientStatus


@transaction.atomic
def block_client(*, client_id: int, reason: str) -> None:
    """Online and in Telegram this client books nothing any more; what is booked stays. Raises ClientNotFound."""
    client = _locked(client_id)
    client.status, client.blocked_reason = ClientStatus.BLOCKED, reason
    client.save(update_fields=["status", "blocked_reason"])


@transaction.atomic
def unblock_client(*, client_id: int) -> None:
    """Book again; nothing changes for who is not blocked. Raises ClientNotFound."""
    client = _locked(client_id)
    if client.status == ClientStatus.BLOCKED:
        client.status, client.blocked_reason = ClientStatus.ACTIVE, ""
        client.save(update_fields=["status", "blocked_reason"])


def _locked(client_id: int) -> Client:
    client = Client.objects.select_for_update(no_key=True).filter(pk=client_id, erased_at=None).first()
    if client is None:
        raise ClientNotFound
    return client
