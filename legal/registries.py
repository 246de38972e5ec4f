"""What this floor asks of those above it."""

from collections.abc import Callable

from salon.lib.registry import Registry

# Told what somebody typed as reference: what is meant, named as messages name it ("visit:12"); empty for nothing.
contract_finders: Registry[Callable[[str], str]] = Registry()


def contract_called(words: str) -> str:
    """What is meant by a reference; empty where nobody knows it."""
    return next((found for find in contract_finders if (found := find(words))), "")
