"""The admin of messages: the register, and the letters with the editors' own texts."""
