"""Kit: what every room uses.

life, verbs, policy: what can be done to a record, by whom, and what follows. journal: who did what. rooms: the manifests.
doors: the shared view of all verbs. jobs, files, numbers, search, imports, exports: the rest of a room's tools.
tenancy, clock, ids: which county, what time, which key.
"""
