"""What the team's pages give to the floors below."""

from salon.cms.registries import structured_data
from team import structured_data as told

structured_data.register(told.nodes)
