"""Spans that name the same person, organisation or place, gathered.

Persons by last name, with first names, honorifics and order of appearance deciding between namesakes; organisations by
words and acronyms; places by the list of countries. Entry point: ``gather``.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from comparer.reading.folding import fold
from comparer.reading.lexicon import Lexicon
from comparer.reading.mentions import printed, surface
from comparer.reading.nouns import NameSpan, Token

# first words that many names share
VAGUE = frozenset(
    {"new", "north", "south", "east", "west", "san", "saint", "united", "first", "national", "international"}
)


@dataclass
class Gathered:
    """Who or what is meant, while its mentions are being collected."""

    kind: str
    spans: list[tuple[NameSpan, str]] = field(default_factory=list)
    """Each with how it names: name, alias, acronym, demonym."""
    words: list[str] = field(default_factory=list)
    """The folded words of the fullest form (for a person without title)."""
    key: str = ""
    """The country, for a country; the acronym, for a body known by one."""
    gender: str = ""
    """m, f or ""."""
    first_seen: int = 0

    def add(self, span: NameSpan, how: str, words: list[str]) -> None:
        self.spans.append((span, how))
        if len(words) > len(self.words) and how == "name":
            self.words = words


def gather(
    tokens: tuple[Token, ...], spans: list[NameSpan], headline: frozenset[int], lexicon: Lexicon
) -> list[Gathered]:
    """All that the spans name, in order of appearance. Headline words join what the text names, or stand last."""
    text = [s for s in spans if tokens[s.first].sentence not in headline]
    title = [s for s in spans if tokens[s.first].sentence in headline]
    found: list[Gathered] = []
    _persons(tokens, [s for s in text if s.kind == "person"], found, lexicon)
    _others(tokens, [s for s in text if s.kind != "person"], found, lexicon)
    for span in title:
        _join_headline(tokens, span, found, lexicon)
    for one in found:
        one.spans.sort(key=lambda pair: pair[0].first)
        one.first_seen = one.spans[0][0].first
    return sorted(found, key=lambda g: g.first_seen)


def person_words(tokens: tuple[Token, ...], span: NameSpan, lexicon: Lexicon) -> list[str]:
    """The folded words of a person's name, without suffixes ("Jr.") and marks."""
    words = [fold(tokens[k].text) for k in range(span.first, span.last + 1)]
    words = [w for w in words if w and any(c.isalnum() for c in w)]
    kept = [w for w in words if w not in lexicon.suffixes]
    return kept or words


def _persons(tokens: tuple[Token, ...], spans: list[NameSpan], found: list[Gathered], lexicon: Lexicon) -> None:
    full = [s for s in spans if len(person_words(tokens, s, lexicon)) > 1]
    short = [s for s in spans if len(person_words(tokens, s, lexicon)) == 1]
    for span in full:
        words = person_words(tokens, span, lexicon)
        match = next((g for g in found if g.kind == "person" and same_person(g.words, words, lexicon)), None)
        if match is None:
            match = Gathered("person", gender=lexicon.given.get(words[0], ""))
            found.append(match)
        match.add(span, "name", words)
    for span in short:
        word = person_words(tokens, span, lexicon)[0]
        gender = honorific(tokens, span.first, lexicon)
        owner = _bearer(word, gender, span.first, found)
        if owner is None:
            owner = Gathered("person", gender=gender)
            found.append(owner)
            owner.add(span, "name", [word])
        else:
            owner.add(span, "alias" if len(owner.words) > 1 else "name", [word])
        owner.gender = owner.gender or gender


def honorific(tokens: tuple[Token, ...], first: int, lexicon: Lexicon) -> str:
    """The sex that the word before a name tells ("Mrs.", "spokesman"), or ""."""
    if first == 0:
        return ""
    word = fold(tokens[first - 1].text)
    return lexicon.honorifics.get(word, "") or lexicon.gender_of_role.get(word, "")


def _bearer(word: str, gender: str, at: int, found: list[Gathered]) -> Gathered | None:
    """Whose name one word is: of several the one of that sex, then the one named first."""
    people = [g for g in found if g.kind == "person" and g.words]
    for place in (-1, 0):
        bearers = [
            g for g in people if g.words[place] == word or (place == 0 and word in g.words[:-1] and len(word) > 3)
        ]
        if gender and len(bearers) > 1:
            bearers = [g for g in bearers if g.gender == gender] or bearers
        before = [g for g in bearers if g.spans[0][0].first < at]
        if before or bearers:
            return min(before or bearers, key=lambda g: g.spans[0][0].first)
    return None


def same_person(one: list[str], other: list[str], lexicon: Lexicon) -> bool:
    """Whether two full names may be one person's: same last name and first names that go together."""
    if one == other:
        return True
    if len(one) < 2 or len(other) < 2:
        return bool(one and other) and (one[-1] == other[-1] or one[0] == other[0])
    if set(one) <= set(other) or set(other) <= set(one):
        return one[-1] == other[-1] or one[0] == other[0]
    if one[-1] != other[-1]:
        return False
    a, b = one[0], other[0]
    if a == b or (len(a) == 1 and b.startswith(a)) or (len(b) == 1 and a.startswith(b)):
        return True
    if lexicon.nicknames.get(a, a) == lexicon.nicknames.get(b, b):
        return True
    return ((a.startswith(b) or b.startswith(a)) and min(len(a), len(b)) >= 3) or _misspelt(a, b, lexicon)


def _misspelt(a: str, b: str, lexicon: Lexicon) -> bool:
    """Whether two first names are one in two spellings ("Kristen", "Kristin"): a letter inside differs."""
    if len(a) != len(b) or len(a) < 6 or a[-1] != b[-1] or a[0] != b[0]:
        return False
    sexes = {lexicon.given.get(a, ""), lexicon.given.get(b, "")}
    return sum(x != y for x, y in zip(a, b, strict=True)) == 1 and not sexes >= {"m", "f"}


def _others(tokens: tuple[Token, ...], spans: list[NameSpan], found: list[Gathered], lexicon: Lexicon) -> None:
    # long forms first, so that a short one finds what it is short for
    for span in sorted(spans, key=lambda s: (-(s.last - s.first), s.first)):
        form = surface(tokens, span)
        words = [w for w in fold(form).split() if w]
        if not words:
            continue
        if country := lexicon.country_of.get(printed(form)):
            how = "demonym" if form in country.demonyms else "name"
            match = next((g for g in found if g.key == country.name), None)
            if match is None:
                match = Gathered("place", key=country.name)
                found.append(match)
            match.add(span, how, words)
            continue
        match, how = _owner(form, words, span, found, lexicon)
        if match is None:
            if not span.kind and span.first == span.last:
                # a lone capitalised word that nothing else explains is left alone
                continue
            body = lexicon.bodies.get(form) or lexicon.bodies.get(fold(form))
            kind = {"group": "other", "": "other"}.get(span.kind, span.kind)
            match = Gathered(kind, key=body.acronym if body else "")
            found.append(match)
            how = "name"
        match.add(span, how, words)


def _owner(
    form: str, words: list[str], span: NameSpan, found: list[Gathered], lexicon: Lexicon
) -> tuple[Gathered | None, str]:
    """Of what has been found, what a form also names, and how."""
    body = lexicon.bodies.get(form) or lexicon.bodies.get(fold(form))
    for g in found:
        if g.words == words and (g.kind == span.kind or not span.kind or g.kind != "person"):
            return g, "name"
        if body and g.key and g.key == body.acronym:
            return g, "acronym" if form.isupper() else "name"
    compact = form.replace(".", "")
    for g in found:
        if g.kind in {"organisation", "other", "place"} and g.kind == (span.kind or g.kind):
            if (
                compact.isupper()
                and 2 <= len(compact) <= 8
                and initials(g.words) == compact.lower()
                and len(g.words) > 1
            ):
                return g, "acronym"
            if g.kind == "organisation" and _short_of(words, g, span, lexicon):
                return g, "alias"
        if not span.kind and g.kind == "person" and len(words) == 1 and g.words and words[0] == g.words[-1]:
            return g, "alias"
    return None, ""


def initials(words: list[str]) -> str:
    """First letters of the words that count: "north atlantic treaty organization" -> "nato"."""
    return "".join(
        w[0] for part in words for w in part.split("-") if w and w not in {"of", "the", "and", "for", "in", "on", "&"}
    )


def _short_of(words: list[str], long: Gathered, span: NameSpan, lexicon: Lexicon) -> bool:
    """Whether an organisation's name is another's without its end ("Crowley" after "Crowley Petroleum")."""
    if not words or len(words) >= len(long.words) or long.words[: len(words)] != words:
        return False
    if long.words[len(words)] in {"of", "for"} or words[0] in VAGUE or words[0] in lexicon.organisation_words:
        return False
    rest = set(long.words[len(words) :])
    return rest <= lexicon.organisation_tails | lexicon.organisation_words or long.spans[0][0].first < span.first


def _join_headline(tokens: tuple[Token, ...], span: NameSpan, found: list[Gathered], lexicon: Lexicon) -> None:
    """Words of a headline are capitalised anyhow: they name what the text names, a country, or a person in full."""
    form = surface(tokens, span)
    words = fold(form).split()
    if not words:
        return
    if country := lexicon.country_of.get(form):
        match = next((g for g in found if g.key == country.name), None)
        if match is None:
            match = Gathered("place", key=country.name)
            found.append(match)
        match.add(span, "demonym" if form in country.demonyms else "name", words)
        return
    for g in found:
        if g.kind == "person" and len(g.words) > 1 and words[: len(g.words)] == g.words:
            # "Ann Lee Resigns": a headline's verb is capitalised too
            g.add(NameSpan(span.first, span.first + len(g.words) - 1, "person", 0.9), "name", g.words)
            return
        if g.words == words or (
            g.kind == "person" and g.words and words[-1] == g.words[-1] and same_person(g.words, words, lexicon)
        ):
            g.add(span, "name" if g.words == words else "alias", words)
            return
    match, how = _owner(form, words, span, found, lexicon)
    if match is not None:
        match.add(span, how, words)
        return
    if span.kind == "person" and (words[0] not in lexicon.given or len(words) < 2):
        return
    if span.kind in {"person", "organisation", "place"} and (span.last > span.first or span.sure >= 0.9):
        one = Gathered(span.kind, gender=lexicon.given.get(words[0], "") if span.kind == "person" else "")
        one.add(span, "name", words)
        found.append(one)
