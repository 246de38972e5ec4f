"""The dialogs. None of them imports another one: they show each other's screens by name.

commands     what was typed: commands, codes, answers
start        menu, help, language, the salon, connecting and disconnecting
booking      what, with whom, when; booking_end: who, how to reach them, yes
visits       one's own visits; moving: another time for one
master       a master's day; cards: a visit as she decides it; time_off, walk_in
scan         a QR code or six digits, and what was paid
strips       days and times to choose from, for all of them
"""
