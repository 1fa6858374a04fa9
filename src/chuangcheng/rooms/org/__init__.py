"""org: units, people and their posts.

Units form a tree (county → bureau, town → office, community); an installation may be a county or one bureau with its
own sub-units. A person holds posts; a post gives a role within a unit. Nobody registers themself: an administrator adds
people, a unit's leads may appoint their own liaison. What a person may do is decided by the posts held today.

Rules: a unit sees its own and its sub-units' work, the office sees all. A unit cannot be moved under itself. The last
administrator cannot be removed. People and units are never deleted, they are closed.
"""
