from tests.demo import demo_full

__all__ = ["demo_full"]
