"""The frame of all reports in the admin: a report says what it knows, everything else is here."""
