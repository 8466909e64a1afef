"""Where names stand: spans of tokens that name a person, organisation or place, before it is known who is who.

The language model's entities are trimmed, mended by what the word lists know, and completed by capitalised runs that it
passed over. Entry point: ``find_spans``.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from comparer.reading.folding import fold
from comparer.reading.introduced import people_told
from comparer.reading.lexicon import Lexicon
from comparer.reading.nouns import NameSpan, Token

KINDS = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "group",
    "PRODUCT": "other",
    "EVENT": "other",
    "WORK_OF_ART": "other",
    "LAW": "other",
}
NAME_TAGS = frozenset({"NNP", "NNPS"})


def find_spans(tokens: tuple[Token, ...], headline: frozenset[int], lexicon: Lexicon) -> list[NameSpan]:
    """Spans in the order of the text, none overlapping. ``headline`` holds sentences set in capitals or title case."""
    spans = [kept for span in _entities(tokens) if (kept := _trimmed(tokens, span, lexicon))]
    taken = {k for span in spans for k in range(span.first, span.last + 1)}
    spans += _passed_over(tokens, taken, headline, lexicon)
    spans = _known(tokens, spans, headline, lexicon)
    spans = people_told(tokens, sorted(spans, key=lambda s: s.first), lexicon)
    return _agreed(tokens, spans, headline, lexicon)


def surface(tokens: tuple[Token, ...], span: NameSpan) -> str:
    """The name as printed, white-space made single."""
    out = ""
    for k in range(span.first, span.last + 1):
        gap = k > span.first and tokens[k].start > tokens[k - 1].end
        out += (" " if gap else "") + tokens[k].text
    return " ".join(out.split())


def _entities(tokens: tuple[Token, ...]) -> list[NameSpan]:
    spans: list[NameSpan] = []
    k = 0
    while k < len(tokens):
        label = tokens[k].entity
        last = k
        if label:
            while last + 1 < len(tokens) and tokens[last + 1].entity == label and not tokens[last + 1].begins_entity:
                last += 1
            if label in KINDS:
                spans.append(NameSpan(k, last, KINDS[label], 0.7))
        k = last + 1
    return spans


def _trimmed(tokens: tuple[Token, ...], span: NameSpan, lexicon: Lexicon) -> NameSpan | None:
    """Without article, possessive, titles and marks at its edges; None where nothing that is a name is left."""
    first, last = span.first, span.last
    possessives = lexicon.groups["possessives"]

    def edge(k: int) -> bool:
        token = tokens[k]
        return (
            not any(c.isalnum() for c in token.text) or token.text in possessives or token.tag in {"DT", "PRP$", "IN"}
        )

    while first <= last and edge(first):
        first += 1
    while last >= first and edge(last):
        last -= 1
    if span.kind == "person":
        while first < last and is_title(tokens[first], lexicon):
            first += 1
        titles = [
            k
            for k in range(first, last)
            if fold(tokens[k].text) in lexicon.titles and fold(tokens[k].text) not in lexicon.given
        ]
        if titles:
            # "Majority Leader Chuck Schumer"
            first = titles[-1] + 1
        while last > first and (
            tokens[last].text in possessives or tokens[last].pos in {"VERB", "AUX", "ADP", "PUNCT"}
        ):
            last -= 1
    for k in range(first + 1, last + 1):
        if tokens[k].text == "(" and not any(tokens[n].text == ")" for n in range(k, last + 1)):
            last = k - 1
            break
        # "Henry told CRN" is no name
        lower = tokens[k].text.islower() and tokens[k].text not in possessives
        if lower and (
            tokens[k].tag in {"VBD", "VBZ"} or (span.kind == "person" and fold(tokens[k].text) not in lexicon.particles)
        ):
            last = k - 1
            break
    if first > last or not any(tokens[k].text[:1].isupper() for k in range(first, last + 1)):
        return None
    if first == last and fold(tokens[first].text) in lexicon.not_names:
        return None
    if span.kind == "person" and first == last and is_title(tokens[first], lexicon):
        return None
    return replace(span, first=first, last=last)


def is_title(token: Token, lexicon: Lexicon) -> bool:
    """Whether a word is a title or part of one ("Sen.", "President", "Secretary")."""
    word = fold(token.text)
    return word in lexicon.titles or word in lexicon.honorifics or word in lexicon.groups["title_parts"]


def _passed_over(
    tokens: tuple[Token, ...], taken: set[int], headline: frozenset[int], lexicon: Lexicon
) -> list[NameSpan]:
    """Capitalised runs of proper nouns that the model gave no label."""
    out: list[NameSpan] = []
    k = 0
    while k < len(tokens):
        if not _proper(tokens[k], lexicon) or k in taken or tokens[k].sentence in headline or tokens[k].entity:
            k += 1
            continue
        last = k
        while last + 1 < len(tokens) and last + 1 not in taken and _proper(tokens[last + 1], lexicon):
            last += 1
        first = k
        k = last + 1
        titled = first > 0 and is_title(tokens[first - 1], lexicon) and tokens[first - 1].text[:1].isupper()
        while first < last and is_title(tokens[first], lexicon):
            first, titled = first + 1, True
        words = [fold(tokens[n].text) for n in range(first, last + 1)]
        if is_title(tokens[last], lexicon) or words[-1] in lexicon.role_heads:
            continue
        if titled or (len(words) > 1 and words[0] in lexicon.given):
            out.append(NameSpan(first, last, "person", 0.6))
        elif words[-1] in lexicon.organisation_words | lexicon.organisation_tails:
            out.append(NameSpan(first, last, "organisation", 0.6))
        elif first == last and tokens[first].text.isupper() and 2 <= len(tokens[first].text) <= 6:
            out.append(NameSpan(first, last, "organisation", 0.4))
        else:
            out.append(NameSpan(first, last, "", 0.1))
    return out


def _proper(token: Token, lexicon: Lexicon) -> bool:
    return token.tag in NAME_TAGS and token.text[:1].isupper() and fold(token.text) not in lexicon.not_names


def _known(
    tokens: tuple[Token, ...], spans: list[NameSpan], headline: frozenset[int], lexicon: Lexicon
) -> list[NameSpan]:
    """What the lists know is put right: countries, their people, capitals, organisations with an acronym."""
    out: list[NameSpan] = []
    for span in spans:
        form = printed(surface(tokens, span))
        if span.last + 1 < len(tokens) and _part_of_title(tokens, span, lexicon):
            continue
        if form in lexicon.country_of:
            country = lexicon.country_of[form]
            out.append(replace(span, kind="group" if form in country.demonyms else "place", sure=1.0))
        elif form in lexicon.capital_of:
            out.append(replace(span, kind="place", sure=0.9))
        elif (
            form in lexicon.seat_of or form in lexicon.bodies or fold(form) in lexicon.bodies or form in lexicon.famous
        ):
            out.append(replace(span, kind="organisation", sure=1.0))
        elif span.kind == "organisation" and _role_and_name(tokens, span, lexicon):
            out.append(replace(span, first=span.first + 1, kind="person", sure=0.8))
        elif _given_name(tokens, span, lexicon):
            out.append(replace(span, kind="person", sure=0.9))
        else:
            out.append(span)
    for span in _listed(tokens, headline, lexicon):
        over = [s for s in out if s.first <= span.last and span.first <= s.last]
        if all(span.first <= s.first and s.last <= span.last for s in over):
            out = [s for s in out if s not in over] + [span]
    return out


def _listed(tokens: tuple[Token, ...], headline: frozenset[int], lexicon: Lexicon) -> list[NameSpan]:
    """Where names stand that the lists know, the longest first."""
    out: list[NameSpan] = []
    k = 0
    while k < len(tokens):
        width = 1
        if tokens[k].text in lexicon.first_words:
            for width in (5, 4, 3, 2, 1):
                if k + width > len(tokens):
                    continue
                span = NameSpan(k, k + width - 1, "place", 1.0)
                form = surface(tokens, span)
                if form in lexicon.groups["headline_words"] and tokens[k].sentence in headline:
                    continue
                if form in lexicon.country_of and tokens[k].tag in NAME_TAGS | {"JJ"}:
                    kind = "group" if form in lexicon.country_of[form].demonyms else "place"
                elif not _clean_edges(tokens, span, lexicon):
                    continue
                elif (form in lexicon.bodies and form.isupper() and len(form) > 2) or (
                    width > 1 and fold(form) in lexicon.bodies
                ):
                    kind = "organisation"
                else:
                    continue
                out.append(replace(span, kind=kind))
                break
            else:
                width = 1
        k += width
    return out


def _clean_edges(tokens: tuple[Token, ...], span: NameSpan, lexicon: Lexicon) -> bool:
    """Whether a span begins and ends with words of the name itself, no article, mark or possessive."""
    first, last = tokens[span.first].text, tokens[span.last].text
    ends = last[-1:].isalnum() and last not in lexicon.groups["possessives"]
    return first[:1].isupper() and first.lower() != "the" and ends


def printed(form: str) -> str:
    """A place as a dateline has it ("WASHINGTON"), as it is written in the text."""
    return form.title() if form.isupper() and len(form) > 4 and "." not in form else form


def _part_of_title(tokens: tuple[Token, ...], span: NameSpan, lexicon: Lexicon) -> bool:
    """ "Defense" in "Defense Secretary James Mattis" names nothing."""
    after = tokens[span.last + 1]
    return (
        span.first == span.last
        and span.kind == "organisation"
        and after.text[:1].isupper()
        and is_title(after, lexicon)
        and f"{fold(tokens[span.first].text)} {fold(after.text)}" in lexicon.titles
    )


def _role_and_name(tokens: tuple[Token, ...], span: NameSpan, lexicon: Lexicon) -> bool:
    """Whether a span is a role and two words that may be a person's name: "Campaigner Marit Holm"."""
    words = [fold(tokens[k].text) for k in range(span.first, span.last + 1)]
    known = lexicon.organisation_words | lexicon.organisation_tails | lexicon.role_heads | lexicon.groups["joining"]
    return len(words) == 3 and words[0] in lexicon.role_heads & lexicon.titles and not set(words[1:]) & known


def _given_name(tokens: tuple[Token, ...], span: NameSpan, lexicon: Lexicon) -> bool:
    """Whether two or three words begin with a given name and end like a person's name."""
    words = [fold(tokens[k].text) for k in range(span.first, span.last + 1)]
    if not 2 <= len(words) <= 4 or words[0] not in lexicon.given or not tokens[span.last].text[:1].isupper():
        return False
    known = lexicon.organisation_words | lexicon.organisation_tails | lexicon.role_heads
    return not set(words) & (known | lexicon.groups["joining"]) and all(w[:1].isalpha() for w in words)


def _last_names(tokens: tuple[Token, ...], spans: list[NameSpan], lexicon: Lexicon) -> set[str]:
    """Words that name a person alone: the ends of full names, and what follows a title."""
    known = lexicon.organisation_words | lexicon.organisation_tails | lexicon.titles | lexicon.role_heads
    out = set()
    for span in spans:
        last = fold(tokens[span.last].text)
        before = tokens[span.first - 1] if span.first else None
        titled = before is not None and before.text[:1].isupper() and is_title(before, lexicon)
        if (span.last > span.first and span.kind == "person" and (span.sure > 0.6 or titled)) or (
            span.last == span.first and span.kind != "group" and titled
        ):
            out.add(last)
    return {word for word in out if word not in known}


def _firms(tokens: tuple[Token, ...], spans: list[NameSpan], lexicon: Lexicon) -> set[str]:
    """Single words that name an organisation by what stands beside them: "Acme Inc.", "at Acme", "Acme officials"."""
    out = set()
    for span in spans:
        first, last = span.first, span.last
        if last > first and fold(tokens[last].text) in lexicon.organisation_tails and span.kind == "organisation":
            out.add(fold(tokens[first].text))
        if first != last:
            continue
        head = tokens[tokens[last].head]
        works = (
            tokens[last].dep in {"compound", "poss"}
            and head.lemma in lexicon.groups["organisation_has"]
            and tokens[last].head > last
        )
        at = first > 1 and tokens[first - 1].text.lower() == "at" and tokens[first - 2].pos in {"NOUN", "PROPN"}
        if works or at:
            out.add(fold(tokens[first].text))
    return out


def _agreed(
    tokens: tuple[Token, ...], spans: list[NameSpan], headline: frozenset[int], lexicon: Lexicon
) -> list[NameSpan]:
    """One kind for one form over the story: what most places say, full names weighing more than headline words."""
    votes: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for span in spans:
        if span.kind:
            weight = span.sure * (0.3 if tokens[span.first].sentence in headline else 1.0)
            votes[fold(surface(tokens, span))][span.kind] += weight
    people = _last_names(tokens, spans, lexicon)
    firms = _firms(tokens, spans, lexicon) - people
    out = []
    for span in spans:
        form = fold(surface(tokens, span))
        poll = votes.get(form)
        if form in people and span.sure < 1.0:
            span = replace(span, kind="person", sure=0.9)
        elif form in firms and span.sure < 1.0:
            span = replace(span, kind="organisation", sure=0.9)
        elif span.sure < 1.0 and poll:
            span = replace(span, kind=max(poll, key=lambda kind: poll[kind]))
        if span.kind == "person":
            span = _trimmed(tokens, span, lexicon) or span
        out.append(span)
    return out
