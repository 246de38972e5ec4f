"""Mail: Django's backend decides where it goes (files under the data folder here, SMTP in production)."""

from hashlib import sha256
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage

from salon.outbox.kinds import Letter


def send(letter: Letter, *, key: str) -> None:
    """Send one letter; the same `key` gives the same Message-ID, so that a second copy can be known as one.

    Raises OSError (smtplib's errors are among them) where the server is away or refuses.
    """
    unique = f"{sha256(key.encode()).hexdigest()[:32]}@{urlsplit(settings.SALON_URL).hostname}"
    headers = {"Auto-Submitted": "auto-generated", "Message-ID": f"<{unique}>"}
    message = EmailMessage(letter.subject, letter.text, to=[letter.to], headers=headers)
    for name, content, kind in letter.files:
        message.attach(name, content, kind)
    message.send()
