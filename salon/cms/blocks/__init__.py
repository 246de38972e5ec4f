"""All StreamField blocks of the site. They hold no models: data comes by the template tags of the app that owns it.

Each template is a section as wide as the page; a block whose Meta says `in_measure` is words, and whoever shows it puts
it into a measure.
"""

from salon.cms.blocks.bodies import Article, Body, QuestionList, Sections, Works

__all__ = ["Article", "Body", "QuestionList", "Sections", "Works"]
