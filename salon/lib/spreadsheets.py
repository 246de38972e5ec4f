"""What an export may hold."""

import re
from collections.abc import Callable, Mapping

# A cell that begins so is run by a spreadsheet.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
# What XML, and with it an XLSX file, cannot hold (XML 1.0, 2.2 Characters).
NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def harmless(value: str) -> str:
    """Text that a spreadsheet won't run: what strangers typed must not become a formula (OWASP, CSV injection)."""
    return f"'{value}" if value.startswith(FORMULA) else value


def writable(value: str) -> str:
    """Text without the characters that no XLSX file can hold."""
    return NO_XML.sub("", value)


# For a list's `custom_value_preprocess`, by Wagtail's name of the format. In a cell of an XLSX file text is text.
TEXT: Mapping[str, Callable[[str], str]] = {"csv": harmless, "xlsx": writable}
