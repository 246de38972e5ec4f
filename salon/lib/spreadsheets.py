"""What an export may hold."""

# A cell that begins so is run by a spreadsheet.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def harmless(value: str) -> str:
    """Text that a spreadsheet won't run: what strangers typed must not become a formula (OWASP, CSV injection)."""
    return f"'{value}" if value.startswith(FORMULA) else value
