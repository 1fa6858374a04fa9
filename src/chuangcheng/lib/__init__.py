"""Lib: pure Python. No Django, no clock, no network, no randomness without a seed."""
