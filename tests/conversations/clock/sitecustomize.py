"""Read by Python before anything else: the bot's process stands on the day of the test, like the site's."""

import os
from datetime import datetime

import time_machine

time_machine.travel(datetime.fromisoformat(os.environ["CLOCK"]), tick=True).start()
