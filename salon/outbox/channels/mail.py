"""Mail: Django's backend decides where it goes (files under the data folder here, SMTP in production)."""

from django.core.mail import EmailMessage

from salon.outbox.kinds import Letter


def send(letter: Letter) -> None:
    """Send one letter. Raises OSError (smtplib's errors are among them) where the server is away or refuses."""
    message = EmailMessage(letter.subject, letter.text, to=[letter.to], headers={"Auto-Submitted": "auto-generated"})
    for name, content, kind in letter.files:
        message.attach(name, content, kind)
    message.send()
