"""Chinese text without a dictionary: search pieces, likeness, numerals, and cutting to length.

>>> pieces("文明城市 W3C")
['文明', '明城', '城市', '市', 'w3c']
>>> number("十二"), numeral(12)
(12, '十二')
"""

from .likeness import Likeness, similarity
from .numerals import four_digits, number, numeral
from .search import highlight, pieces, query
from .text import chunks, cut, fold
from .wording import wording

__all__ = [
    "Likeness",
    "chunks",
    "cut",
    "fold",
    "four_digits",
    "highlight",
    "number",
    "numeral",
    "pieces",
    "query",
    "similarity",
    "wording",
]
