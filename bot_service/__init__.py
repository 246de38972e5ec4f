"""The salon's Telegram bot: a process of its own that speaks with the site over HTTP and with Telegram's Bot API.

    __main__      starts it: polling in development, webhook (gunicorn) in production
    dispatch      what comes from Telegram -> the handler that understands it -> what becomes of its errors
    talk          one person's turn: what they see, what is remembered of them, the site on their behalf
    handlers/     the dialogs
    site          every operation of the site's API; site_types: what it answers; transport: how it is asked
    state updates what is remembered between two turns, and which updates were seen already
    texts said    words, and how dates and amounts are said in them

It imports nothing of the site and the site imports nothing of it.
"""
