"""standards: the assessment system as a versioned tree.

How many levels a standard has and what they are called is data, never code. Methods (material, onsite, survey) hang on
the single criterion and may be several. The official manuals are not public in full: what the product ships is marked
as an example, every item with its source, and a county loads its own manual.

Rules: a standard is loaded whole or not at all, with every fault listed. A loaded edition is not edited; a new edition
is loaded beside it.
"""
