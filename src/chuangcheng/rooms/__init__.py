"""Rooms: the capabilities, each a Django app of one shape (docs/decisions/0001-four-floors.md)."""
