"""How well pages are read: claims of the extractor against the labels of the gold set.

Belongs here: bringing both sides into one form, pairing them, counting, printing, and the floors.
Does not belong here: reading the label files (``gold.labels``), reading pages (``extract``).
"""
