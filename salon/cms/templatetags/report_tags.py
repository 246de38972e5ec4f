"""What the templates of reports ask for: figures in the active language."""

from django import template

from salon.lib import figures

register = template.Library()
register.filter("figure", figures.shown)
register.filter("in_words", figures.verdict_in_words)
