"""Whether two stories mean the same person, organisation or place by a name.

Names match by who is meant: last names with first names that go together, acronyms and what they stand for, other
spellings of one name, demonyms with their country, a capital with the country whose government it stands for, and
titles where nothing else is said. Entry point: ``same_name``.
"""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import JaroWinkler

from comparer.reading.folding import fold
from comparer.reading.gathering import initials
from comparer.reading.lexicon import Country, Lexicon, lexicon
from comparer.reading.nouns import Name

SAME, LIKELY, MAYBE = 1.0, 0.9, 0.7
SPELLING = 88
"""From this likeness (0 to 100) on, two long words are two spellings of one name."""
# what transliterations write for one another, the longer first
SOUNDS = (
    ("tsch", "ch"), ("sch", "sh"), ("kh", "h"), ("gh", "g"), ("zh", "j"), ("dj", "j"), ("ou", "u"), ("oo", "u"),
    ("ee", "i"), ("ei", "i"), ("ey", "i"), ("iy", "i"), ("ij", "i"), ("ii", "i"), ("y", "i"), ("w", "v"), ("q", "k"),
    ("ck", "k"), ("c", "k"), ("ph", "f"), ("ks", "x"), ("oe", "o"), ("ae", "a"), ("ue", "u"), ("-", ""), ("'", ""),
)  # fmt: skip


def same_name(a: Name, b: Name) -> float:
    """How sure it is that both names mean the same, 0 to 1; symmetric. From 0.7 on the two may be taken for one."""
    words = lexicon("en")
    if a.kind == b.kind == "person":
        return _people(a, b, words)
    if "person" in {a.kind, b.kind}:
        # a surname taken for something else in one story
        one = a if a.kind == "person" else b
        other = b if one is a else a
        return MAYBE if fold(other.full) == fold(one.full) else 0.0
    country = _countries(a, b, words)
    if country is not None:
        return country
    shared = a.forms & b.forms
    if shared and any(len(form) > 2 for form in shared):
        return SAME if a.kind == b.kind or fold(a.full) == fold(b.full) else LIKELY
    if "organisation" in {a.kind, b.kind} or a.kind == b.kind:
        return _bodies(a, b, words)
    return 0.0


def name_keys(name: Name) -> set[str]:
    """Strings of which two names that may mean the same share at least one: for an index over a story's names."""
    words = lexicon("en")
    parts = {word for form in (*name.forms, *name.roles) for word in form.split()}
    keys = parts | {word[:3] for word in parts} | {_sound(word)[:3] for word in parts if len(word) > 3}
    keys |= {initials(form.split()) for form in name.forms if " " in form}
    for form in name.forms:
        if form in words.folded_country:
            keys.add("country " + words.folded_country[form])
    country = _country(name, words)
    full = name.full.title() if name.full.isupper() and len(name.full) > 4 else name.full
    country = country or words.capital_of.get(full) or words.seat_of.get(full)
    if country is not None:
        keys.add("country " + country.name)
    body = _body(name, words)
    return keys | ({"body " + body} if body else set())


def _people(a: Name, b: Name, words: Lexicon) -> float:
    one, other = _parts(a, words), _parts(b, words)
    if not one or not other:
        return 0.0
    if one == other:
        return SAME
    if len(one) == 1 or len(other) == 1:
        short, long = (one, other) if len(one) == 1 else (other, one)
        if short[0] == long[-1]:
            return LIKELY if not _rival_titles(a, b, words) else MAYBE
        if short[0] in long:
            # "Xi" and "Xi Jinping", "Suu Kyi" by one part
            return MAYBE
        return MAYBE if _spelt_alike(short[0], long[-1]) else 0.0
    if set(one) <= set(other) or set(other) <= set(one):
        return SAME
    if "".join(one) == "".join(other):
        return SAME
    if not (one[-1] == other[-1] or _spelt_alike(one[-1], other[-1]) or _joined_alike(one, other)):
        return 0.0
    first, second = one[0], other[0]
    if first == second or _spelt_alike(first, second):
        return LIKELY
    if first.startswith(second) or second.startswith(first):
        return LIKELY
    if words.nicknames.get(first, first) == words.nicknames.get(second, second):
        return LIKELY
    sexes = {words.given[w] for w in (first, second) if w in words.given}
    bones = _consonants(first)
    # "Volodymyr" and "Vladimir", "Yusuf" and "Youssef", with one surname
    return LIKELY if len(sexes) < 2 and len(bones) > 2 and bones == _consonants(second) else 0.0


def _parts(name: Name, words: Lexicon) -> tuple[str, ...]:
    """The words of a person's name, folded, without titles and suffixes."""
    out = [w for w in fold(name.full).replace(",", " ").split() if w not in words.suffixes]
    while len(out) > 1 and out[0] in words.titles | words.honorifics.keys():
        out = out[1:]
    return tuple(out)


def _rival_titles(a: Name, b: Name, words: Lexicon) -> bool:
    """Whether honorifics tell two sexes."""
    sexes = [{words.honorifics.get(w, "") for role in n.roles for w in role.split()} - {""} for n in (a, b)]
    return bool(sexes[0] and sexes[1] and not sexes[0] & sexes[1])


@lru_cache(maxsize=16384)
def _spelt_alike(one: str, other: str) -> bool:
    """Whether two words may be two transliterations or spellings of one name."""
    if min(len(one), len(other)) < 4:
        return one == other
    a, b = _sound(one), _sound(other)
    if a == b:
        return True
    return fuzz.ratio(a, b) >= SPELLING or (one[0] == other[0] and JaroWinkler.similarity(a, b) >= 0.95)


def _sound(word: str) -> str:
    for old, new in SOUNDS:
        word = word.replace(old, new)
    out = [c for k, c in enumerate(word) if k == 0 or c != word[k - 1]]
    return "".join(out)


def _consonants(word: str) -> str:
    sound = _sound(word)
    out = [c for k, c in enumerate(sound) if k == 0 or c not in "aeiou"]
    return "".join(c for k, c in enumerate(out) if k == 0 or c != out[k - 1])


def _joined_alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """ "Del Giudice" and "DelGiudice", "Al-Sisi" and "el Sisi"."""
    a, b = "".join(one[1:]), "".join(other[1:])
    return a == b or _spelt_alike(a, b)


def _country(name: Name, words: Lexicon) -> Country | None:
    for form in (name.full, name.full.removeprefix("the ").removeprefix("The ")):
        if form in words.country_of:
            return words.country_of[form]
        titled = form.title()
        if form.isupper() and titled in words.country_of:
            return words.country_of[titled]
    named = {words.folded_country[form] for form in name.forms if form in words.folded_country}
    if len(named) == 1 and name.kind == "place":
        wanted = named.pop()
        return next((c for c in words.countries if c.name == wanted), None)
    return None


def _countries(a: Name, b: Name, words: Lexicon) -> float | None:
    """A score where at least one of two names is a country by name or people, else None."""
    one, other = _country(a, words), _country(b, words)
    if one is not None and other is not None:
        return SAME if one is other else 0.0
    if one is None and other is None:
        return None
    country, rest = (one, b) if one is not None else (other, a)
    assert country is not None
    whole = a if one is not None else b
    place = rest.full.title() if rest.full.isupper() and len(rest.full) > 4 else rest.full
    if place in country.capitals:
        # the capital stands for the government in one of the stories
        acting = any(m.how == "alias" for m in whole.mentions)
        return MAYBE if acting else 0.4
    if place in country.seats:
        return 0.4
    return None


def _bodies(a: Name, b: Name, words: Lexicon) -> float:
    known = [_body(n, words) for n in (a, b)]
    if known[0] is not None and known[0] == known[1]:
        return SAME
    for one, other in ((a, b), (b, a)):
        short = one.full.replace(".", "")
        long = fold(other.full).split()
        if short.isupper() and 2 <= len(short) <= 8 and len(long) > 1 and initials(long) == short.lower():
            return LIKELY
    mine, theirs = _content(a, words), _content(b, words)
    if not mine or not theirs:
        return 0.0
    if mine == theirs:
        return SAME if a.kind == b.kind else LIKELY
    if sorted(mine) == sorted(theirs):
        # "Justice Department" and "Department of Justice"
        return LIKELY
    short_words, long_words = sorted((mine, theirs), key=len)
    if long_words[: len(short_words)] == short_words and a.kind == b.kind == "organisation":
        rest = set(long_words[len(short_words) :])
        return LIKELY if rest <= words.organisation_tails | words.organisation_words else 0.5
    if set(short_words) < set(long_words) and len(short_words) > 1:
        return MAYBE
    if len(mine) == len(theirs) and all(x == y or _spelt_alike(x, y) for x, y in zip(mine, theirs, strict=True)):
        return LIKELY
    return 0.0


def _body(name: Name, words: Lexicon) -> str | None:
    for form in (name.full, *name.forms):
        body = words.bodies.get(form) or words.bodies.get(form.upper() if len(form) <= 6 else form)
        body = body or words.bodies.get(fold(form))
        if body is not None:
            return body.acronym
    return None


def _content(name: Name, words: Lexicon) -> list[str]:
    small = {"of", "the", "and", "for", "&", "in", "on"} | words.organisation_tails - {"group", "company"}
    out = [w for w in fold(name.full).replace("-", " ").split() if w not in small]
    # "US State Department" and "State Department", "the UK government"
    return out[1:] if len(out) > 2 and out[0] in words.folded_country else out
