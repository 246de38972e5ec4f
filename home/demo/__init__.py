"""The demo salon: its words, its pictures, and how they come into the database."""
