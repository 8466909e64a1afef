"""Names gathered into who or what is meant: every person, organisation and place with all its mentions.

Entry point: ``find_names``.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from comparer.reading.coreference import resolve_pronouns, sex_of
from comparer.reading.folding import fold
from comparer.reading.gathering import Gathered, gather
from comparer.reading.lexicon import Lexicon, lexicon
from comparer.reading.mentions import find_spans, surface
from comparer.reading.nouns import Name, NameMention, Token
from comparer.reading.organisations import group_mentions, metonyms
from comparer.reading.quotation_marks import find_runs
from comparer.reading.roles import Role, role_mentions, roles_of
from comparer.reading.tree import Tree
from comparer.story import ParagraphKind, Sentence, Story


@dataclass
class _Found:
    """One of the gathered, with the mentions that only the whole story explains."""

    one: Gathered
    roles: list[Role] = field(default_factory=list)
    more: list[tuple[int, int, str]] = field(default_factory=list)


def find_names(story: Story, tokens: tuple[Token, ...], sentences: tuple[Sentence, ...]) -> tuple[Name, ...]:
    """Everybody and everything that the story names, each with all its mentions, in order of appearance."""
    words = lexicon(story.language)
    headline = frozenset(
        k
        for k, s in enumerate(sentences)
        if s.paragraph < len(story.paragraphs) and story.paragraphs[s.paragraph].kind is ParagraphKind.HEADLINE
    )
    found = [_Found(one) for one in gather(tokens, find_spans(tokens, headline, words), headline, words)]
    tree = Tree(tokens)
    _add_people(story, tokens, tree, [f for f in found if f.one.kind == "person"], words)
    others = [f for f in found if f.one.kind != "person"]
    gathered = [f.one for f in others]
    for number, first, last in group_mentions(tokens, tree, gathered, words):
        others[number].more.append((first, last, "role"))
    for number, first, last in metonyms(tokens, gathered, words):
        others[number].more.append((first, last, "alias"))
    return tuple(_name(tokens, f) for f in found)


def _add_people(story: Story, tokens: tuple[Token, ...], tree: Tree, found: list[_Found], words: Lexicon) -> None:
    people = [f.one for f in found]
    for f in found:
        f.roles = roles_of(tokens, tree, f.one, words)
    by_role = role_mentions(tokens, tree, people, [f.roles for f in found], words)
    for number, first, last in by_role:
        found[number].more.append((first, last, "role"))
    runs = find_runs(story.text, [(p.start, p.end) for p in story.paragraphs])
    spans = iter([(r.outer_start, r.outer_end) for r in runs])
    quoted: set[int] = set()
    current = next(spans, None)
    for k, token in enumerate(tokens):
        while current is not None and current[1] <= token.start:
            current = next(spans, None)
        if current is not None and current[0] <= token.start:
            quoted.add(k)
    mentions = [(n, s.first, s.last) for n, f in enumerate(found) for s, _ in f.one.spans] + by_role
    sexes = [sex_of(f.one, f.roles, words) for f in found]
    for number, k in resolve_pronouns(tokens, tree, people, sexes, mentions, quoted.__contains__, words):
        found[number].more.append((k, k, "pronoun"))


def _name(tokens: tuple[Token, ...], found: _Found) -> Name:
    one = found.one
    mentions = {NameMention(tokens[s.first].start, tokens[s.last].end, how) for s, how in one.spans}
    mentions |= {NameMention(tokens[first].start, tokens[last].end, how) for first, last, how in found.more}
    named = [surface(tokens, s) for s, how in one.spans if how == "name"] or [surface(tokens, s) for s, _ in one.spans]
    often = Counter(named)
    full = max(named, key=lambda form: (len(form.split()), not form.isupper(), often[form], len(form)))
    return Name(
        full=full,
        kind=one.kind,
        mentions=tuple(sorted(mentions, key=lambda m: (m.start, m.end))),
        forms=frozenset(fold(surface(tokens, s)) for s, _ in one.spans),
        roles=frozenset(role.text for role in found.roles),
    )
