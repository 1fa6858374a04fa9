"""duties: what each unit owes, when, and how far it is.

One obligation × one unit × one period = one duty with a needed count, counted as each piece of evidence comes. A duty does
not know why it exists: plans and other rooms open duties and hold the link; records of other rooms fulfil them.

Rules: 联络员提交 → 分管负责同志签字 → 主要负责同志签字 → 创建办审核 → 审核通过. Nobody signs what they submitted. A vacant post
goes to the lead of the unit above. A signature is a re-authenticated act bound to the exact evidence; after a return it
is asked for again only if the content changed. Signing is by piece, by monthly list, or none. Late is a dated fact, not
a state; late work is handed in as 补报. A duty may end honestly as 本期未开展 or 不适用, with a reason.
"""
