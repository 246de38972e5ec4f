"""The calendar in which reception lives: a day, a week, a month; what it shows, asks and does."""
