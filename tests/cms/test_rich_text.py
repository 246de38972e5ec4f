"""Whatever stands in a rich text, a page shows words, lists and links."""

import pytest
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.rich_text import RichText
from wagtail.templatetags.wagtailcore_tags import richtext

from salon.cms.blocks.text import PARAGRAPHS
from salon.cms.rich_text import harmless

WRITTEN = (
    '<h3 data-block-key="a1">Ä</h3><p data-block-key="b2"><b>Hallo</b> <i>Welt</i> &amp; &lt;wir&gt;<br/>dort</p>'
    '<ul><li data-block-key="c3"><a href="https://example.org/?a=1&amp;b=2">Link</a></li></ul>'
    '<ol><li data-block-key="d4"><a href="tel:+49">Ruf</a><a href="mailto:a@b.c">Brief</a><a href="#x">x</a></li></ol>'
)


def test_what_an_editor_writes_stays_to_the_letter() -> None:
    converter = ContentstateConverter(PARAGRAPHS)
    saved = converter.to_database_format(converter.from_database_format(WRITTEN))
    assert saved.count("<") == WRITTEN.count("<")
    assert harmless(saved) == saved


@pytest.mark.parametrize(
    "foreign",
    [
        '<![CDATA[><script>alert(1)</script><form action="https://evil.example"><img src=x onerror="a()"></form>]]>',
        '<!--><img src=x onerror=alert(1)><form action="https://evil.example/"></form> -->',
        "<?x ><img src=x onerror=alert(1)>?>",
        "<!x ><script>alert(1)</script>",
        "<script>alert(1)</script><form><button>x</button></form><iframe></iframe><svg onload=alert(1)></svg>",
        '<p onclick="alert(1)" style="x">x</p><a href="javascript:alert(1)">x</a><img src=x onerror=alert(1)>',
        '<a href="jav&#x09;ascript:alert(1)">x</a><a href="/" onmouseover="alert(1)">x</a>',
        "</!--><img src=x onerror=alert(1)>",
    ],
)
def test_nothing_else_gets_on_a_page(foreign: str) -> None:
    for shown in (str(RichText(f"<p>Vor {foreign} nach</p>")), richtext(f"<p>Vor {foreign} nach</p>")):
        assert "Vor" in shown
        for part in ("<script", "<form", "<img", "<svg", "<iframe", "<!", "<?", "onclick", "onmouse", "javascript"):
            assert part not in shown.lower()
