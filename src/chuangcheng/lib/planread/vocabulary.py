"""Word lists written as text: one string, words apart by blanks, as a dictionary is read and mended."""


def listed(text: str) -> tuple[str, ...]:
    """The words of a list, in order."""
    return tuple(text.split())
