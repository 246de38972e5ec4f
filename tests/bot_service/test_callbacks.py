"""What stands behind a button fits in, says what it meant, and is harmless where somebody made it up."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot_service.callbacks import LONGEST, OF_SITE, OF_VISIT, Tap, Word, new_nonce, pack, unpack

VISITS = st.text("ABCxyz019_-", min_size=16, max_size=16)
PLACES = st.text("abcxyz", max_size=16)
WORDS = st.one_of(
    st.builds(Word, st.sampled_from(sorted(OF_VISIT)), VISITS),
    st.builds(Word, st.sampled_from(["go", "la", "bk"]), PLACES),
)
TAPS = st.builds(Tap, st.builds(new_nonce), st.integers(0, 999))


@given(st.one_of(WORDS, TAPS))
def test_what_is_packed_fits_and_comes_out_as_it_was(what):
    data = pack(what)
    assert len(data.encode()) <= LONGEST
    assert unpack(data) == what


@given(st.one_of(st.text(), st.binary(), st.none(), st.integers(), st.text("svokmcx:_-Aa0", max_size=80)))
@example("v:" + "A" * 17)
@example("v:\u0410" + "A" * 15)
@example("s:abcdef:1000")
@example("s:abcdef:١")
@example("go:visits.cancel")
@example("go:../admin")
@example("link_master:abc")
@example("v:AAAAAAAAAAAAAAAA\n")
def test_what_was_made_up_is_nothing_or_exactly_one_of_our_buttons(data):
    found = unpack(data)
    assert found is None or pack(found) == data


def test_the_words_of_the_site_need_no_memory():
    assert {"v", "ok", "mv", "cx", "ap", "dc", "dn", "ns", "cd"} == OF_SITE
    assert unpack("ap:A1b2C3d4E5f6G7h8") == Word("ap", "A1b2C3d4E5f6G7h8")
    assert unpack("bk") == Word("bk")


@pytest.mark.parametrize("what", [Word("v", "short"), Word("xx", "A" * 16), Tap("a:b", 1), Word("go", "a" * 80)])
def test_what_nobody_would_understand_is_not_sent(what):
    with pytest.raises(ValueError, match="no button"):
        pack(what)
