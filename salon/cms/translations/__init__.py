"""How an editor keeps four languages: drafts of what is new, marks on what changed, and a board that shows both."""
