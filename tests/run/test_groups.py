"""What takes long to make is made once: the tests that share it run in one process."""

import pytest


@pytest.mark.xdist_group("together")
def test_the_tests_of_a_group_are_known_to_whoever_deals_them_out(request: pytest.FixtureRequest) -> None:
    """By their ids, which a version of pytest once made without asking: silently everything was made several times."""
    is_dealt_out = hasattr(request.config, "workerinput")
    assert request.node.nodeid.endswith("@together") is is_dealt_out
