"""How many letters of a page search results show.

Google names no number: it cuts to what fits the device
(https://developers.google.com/search/docs/appearance/title-link,
https://developers.google.com/search/docs/appearance/snippet). These are what a wide screen shows of most texts, and
what says enough to be chosen.
"""

TITLE_LEAST, TITLE_MOST = 15, 60
DESCRIPTION_LEAST, DESCRIPTION_MOST = 50, 160
