"""evidence: the files that prove duties and criteria.

A file is stored once by its SHA-256 and may prove many duties. Each piece names its kind, the period it covers and, a
photo, its caption's six parts. A piece is never edited: a correction is a new revision, and a decision keeps the exact
revision that it judged.

Rules: every upload carries the declaration that it holds nothing secret. A unit sees its own pieces and those below it.
"""
