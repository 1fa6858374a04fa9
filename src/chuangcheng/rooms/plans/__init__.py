"""plans: from a document to duties.

A plan is a county's or one bureau's. It is read into sections and obligations; a person checks each against the document,
and approval spreads them over units and periods as duties. Plans hold the link (lineage); duties do not know why they exist.

Rules: nothing vague becomes a duty before a person set a period. Each obligation is 主责, 配合 or 不涉及 for us, or 非任务;
only 主责 makes duties. A section's defaults are inherited, visibly. Checked sections can be approved alone. A new version
changes only the duties of obligations that changed; duties of kept ones stay untouched.
"""
