"""What several operations may refuse."""

from booking.errors import BeyondHorizon, MasterUnavailable, OutsideHours, ServiceUnavailable, SlotTaken, TooSoon

NO_TIME = (SlotTaken, TooSoon, BeyondHorizon, OutsideHours, MasterUnavailable, ServiceUnavailable)
