"""`python -m scripts.bot_api --port 8001`: the stand-in with its page, until it is ended."""

import argparse
import signal
import time

from scripts.bot_api import NAME, TOKEN
from scripts.bot_api.server import BotApi, running

# 2026 began. One message a second on average would have to come before a later start counts from a number twice.
BEGINNING = 1_767_225_600


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m scripts.bot_api", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="any free one where it is missing")
    parser.add_argument("--token", default=TOKEN)
    parser.add_argument("--name", default=NAME, help="the bot's name without @")
    given = parser.parse_args()
    ending = [signal.SIGINT, signal.SIGTERM]
    signal.pthread_sigmask(signal.SIG_BLOCK, ending)
    with running(
        BotApi(token=given.token, name=given.name, first_id=int(time.time()) - BEGINNING), port=given.port
    ) as api:
        if not given.port:
            print(f"{api.url}/", flush=True)
        signal.sigwait(ending)


if __name__ == "__main__":
    main()
