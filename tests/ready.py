"""Make the databases that the tests copy before anybody waits for them: `python -m tests.ready`."""

import django


def main() -> None:
    django.setup()
    from tests.databases import make
    from tests.demo import full_state

    make(full_state())


if __name__ == "__main__":
    main()
