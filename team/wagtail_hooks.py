"""What the team's pages give to the floors below."""

from salon.cms.registries import plain_parts
from team.plain_words import team_in_words

plain_parts.register(team_in_words)
