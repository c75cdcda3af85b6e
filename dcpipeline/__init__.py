"""Announced AI data centers in China, with the evidence for every fact.

Rooms, in the order in which they may import each other: ``schema``, ``reference``, ``normalize``,
``sources``, ``fetch``, ``archive``, ``extract``, ``harvest``, ``resolve``, ``siting``, ``model``,
``marts``, ``checks``, ``warehouse``; then ``assets`` and ``cli``, which wire them together and hold
no logic of their own.
"""

__version__ = "0.1.0"
