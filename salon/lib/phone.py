"""Phone numbers: stored in E.164, shown the way the salon's country writes them."""

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat, PhoneNumberType

# Lines that belong to no person: whoever types one of them can't be called back on it.
NOBODYS = {
    PhoneNumberType.PREMIUM_RATE,
    PhoneNumberType.TOLL_FREE,
    PhoneNumberType.SHARED_COST,
    PhoneNumberType.UAN,
    PhoneNumberType.VOICEMAIL,
}
# Digits after the country code. Three or four are possible in Germany (an area code alone, 110), but call nobody here.
SHORTEST = 6


def e164(written: str, region: str = "DE") -> str | None:
    """The number in E.164 (ITU-T), or None where it cannot be a phone number.

    "0151 2345678", "+49 (151) 2345678" and "0049151 2345678" are the same number. `region` is the country of a number
    without prefix.
    """
    try:
        number = phonenumbers.parse(written, region)
    except NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number) or number.extension:
        return None
    if len(str(number.national_number)) < SHORTEST or phonenumbers.number_type(number) in NOBODYS:
        return None
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def shown(number: str) -> str:
    """ "+49 1512 3456789" for an E.164 number; what is no number is given back as it is."""
    try:
        parsed = phonenumbers.parse(number, None)
    except NumberParseException:
        return number
    return phonenumbers.format_number(parsed, PhoneNumberFormat.INTERNATIONAL).replace(" ", "\N{NO-BREAK SPACE}")
