"""inbox: what waits for me, home, search, notices, help.

The top room: it asks every room below for what waits for a person, for figures and for records that hold some words.
It holds nothing of its own but notices. A notice tells what happened; the inbox shows what is to be done.
"""
