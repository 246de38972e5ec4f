from tests.demo import demo_full, demo_german

__all__ = ["demo_full", "demo_german"]
