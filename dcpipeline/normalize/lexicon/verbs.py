"""English and French verbs as the lexicon has them, and their forms.

A French verb is written ``construire:construit``, with its participle where that is irregular.

An English verb is written ``run*:ran``: a star doubles the last letter, irregular forms of the
past follow a colon, the participle last. Of several words the first is inflected: ``set* up:set
up``.
"""

_HISSING = ("s", "sh", "ch", "x")


def base(verb: str) -> str:
    """``run*:ran`` -> run."""
    return verb.partition(":")[0].replace("*", "")


def third_person(verb: str) -> str:
    """``run*:ran`` -> runs."""
    word, rest = _head(verb)
    word = word.rstrip("*")
    if word.endswith("y") and word[-2] not in "aeiou":
        return word[:-1] + "ies" + rest
    return word + ("es" if word.endswith(_HISSING) else "s") + rest


def gerund(verb: str) -> str:
    """``run*:ran`` -> running."""
    word, rest = _head(verb)
    return _stem(word) + "ing" + rest


def participle(verb: str) -> str:
    """``begin*:began:begun`` -> begun."""
    return pasts(verb)[-1]


def pasts(verb: str) -> tuple[str, ...]:
    """``begin*:began:begun`` -> began, begun."""
    _, *irregular = verb.split(":")
    word, rest = _head(verb)
    regular = word.removesuffix("y") + "ied" if word.endswith("y") else _stem(word) + "ed"
    return tuple(irregular) or (regular + rest,)


def forms(verb: str) -> tuple[str, ...]:
    """All forms of a verb; the third person in both spellings, -s and -es."""
    word, rest = _head(verb)
    bare = word.rstrip("*")
    return (base(verb), bare + "s" + rest, bare + "es" + rest, gerund(verb), *pasts(verb))


def french_participles(verb: str) -> tuple[str, ...]:
    """``construire:construit`` -> construit, construite, construits, construites."""
    infinitive, _, irregular = verb.partition(":")
    masculine = irregular or infinitive.removesuffix("r")
    return (masculine, masculine + "e", masculine + "s", masculine + "es")


def french_future(verb: str) -> tuple[str, ...]:
    """``construire:construit`` -> construira, construiront."""
    stem = base(verb).removesuffix("e")
    return (stem + "a", stem + "ont")


def _head(verb: str) -> tuple[str, str]:
    """The word that is inflected, with its star, and what follows it."""
    word, blank, rest = verb.partition(":")[0].partition(" ")
    return word, blank + rest


def _stem(word: str) -> str:
    bare = word.rstrip("*")
    return bare.rstrip("e") + (bare[-1] if word.endswith("*") else "")
