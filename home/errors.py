"""What the contact form refuses. Whatever was typed stands in the form again."""

from django.utils.translation import gettext_lazy as _

from salon.lib.errors import Refusal


class TooFast(Refusal):
    """Nobody writes in so short a time; a person who did sends it once more."""

    code = "rate_limited"
    sentence = _("That was a bit fast. Please wait a moment and try again.")
    status = 429


class TooManyMessages(Refusal):
    code = "too_many_messages"
    sentence = _("We have several messages from you already. Please write again later or call us on {salon_phone}.")
    status = 429


class NotSent(Refusal):
    """Something was filled in that people do not see: a machine, or the helpful browser of a person."""

    code = "not_sent"
    sentence = _("Your message was not sent. Please try once more or call us on {salon_phone}.")
    status = 422
