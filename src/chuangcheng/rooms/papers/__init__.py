"""papers: 督办单 and 交办单, numbered and followed until they are struck off; the week's 通报 and a unit's 月报.

催办 is a reminder, a paper is more: it has a 文号, is received (签收), has a time limit, is answered (反馈) and struck off (销号).
A paper may name the unit's duties that it is about; the duties know nothing of it and go their own way.

Rules: a number is given at issue, a series a kind and year, without gaps; a paper that is recalled keeps its number. Until
then only the office sees it. The unit's liaison, handler or leads receive and answer, the office strikes off or sends
back. An answer is bound to exactly the evidence it came with. A paper may be printed, signed and stamped by hand and come
back as a scan: that is an equal way. Late is a dated fact, not a state. Reports are drawn from what is recorded and
stored nowhere.
"""
