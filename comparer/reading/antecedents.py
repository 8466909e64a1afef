"""Who a pronoun, a description or the flow of the quotes means: those it may mean, each with readable features.

``Antecedents`` follows a story from speaker to speaker; ``antecedent_model`` weighs the features. Positions are token
indices unless said otherwise.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from comparer.reading.antecedent_model import antecedent_model
from comparer.reading.folding import fold
from comparer.reading.nouns import Name
from comparer.reading.proposals import Proposal, Text
from comparer.reading.roles import Role, likeness, read_role
from comparer.reading.tree import SUBJECTS

ITSELF = -1
"""The choice that a phrase means nobody who was named."""
AROUND = 14
"""How many words before and after a name may describe whom it names."""
Nearest = tuple[tuple[int, int, str] | None, int | None]
"""The last place before, as in ``Figure.places``, and the first token after."""
Judge = Callable[["Wanted", Sequence[str], Sequence[list[str]]], int | None]
"""Given who is wanted, the names to choose from and their features: the index that is right, or None to let the model
decide. For fitting."""


@dataclass(slots=True)
class Figure:
    """Somebody or something that may be meant."""

    name: str
    kind: str
    """As in Name, or "unnamed" for a speaker who is only described."""
    sex: str
    places: list[tuple[int, int, str]] = field(default_factory=list)
    """Where it is mentioned: first token, its head, and how (as in NameMention, or "found" for what was resolved)."""
    roles: list[Role] = field(default_factory=list)
    words: frozenset[str] = frozenset()
    around: frozenset[str] = frozenset()
    """Words near its names, folded: "retired", "driver"."""
    spoken: int = 0


@dataclass(slots=True)
class Wanted:
    """What is to be resolved: a phrase from ``low`` to ``high`` around ``head``, or the flow of the quotes."""

    kind: str
    """m, f, they, it, some, person, group, document, thing, flow"""
    at: int
    proposal: Proposal | None
    head: int | None = None
    low: int = 0
    high: int = 0
    guess: str | None = None
    """The name that the rules give."""


class Antecedents:
    """All who may be meant in one story, while its quotes are read in order."""

    def __init__(self, text: Text, names: Sequence[Name], judge: Judge | None = None) -> None:
        self.text, self.judge = text, judge
        self.figures: list[Figure] = [self._figure(name) for name in names]
        self.known: dict[int, int] = {}
        """Token -> figure."""
        for number, (figure, name) in enumerate(zip(self.figures, names, strict=True)):
            for mention in name.mentions:
                k = text.token_at(mention.start)
                if k == len(text.tokens):
                    continue
                last = k
                while last + 1 < len(text.tokens) and text.tokens[last + 1].start < mention.end:
                    last += 1
                figure.places.append((k, self._head(k, last), mention.how))
                self.known.update(dict.fromkeys(range(k, last + 1), number))
        self.last: int | None = None
        """The figure that spoke last."""
        self.before_last: int | None = None
        self.last_at = 0

    def _head(self, low: int, high: int) -> int:
        return next((k for k in range(high, low - 1, -1) if not low <= self.text.tokens[k].head <= high), high)

    def _figure(self, name: Name) -> Figure:
        text, lexicon = self.text, self.text.lexicon
        roles = [role for r in sorted(name.roles) if (role := read_role(r.split(), lexicon)) is not None]
        around: set[str] = set()
        sex = ""
        for mention in name.mentions:
            k = text.token_at(mention.start)
            if k >= len(text.tokens):
                continue
            if mention.how == "pronoun":
                sex = sex or lexicon.pronouns.get(text.tokens[k].text.lower(), "")
            elif mention.how in {"name", "alias"} and name.kind == "person":
                sentence = text.tokens[k].sentence
                before = text.tokens[max(0, k - AROUND) : k + AROUND]
                around |= {fold(t.lemma) for t in before if t.sentence == sentence and t.pos in {"NOUN", "ADJ", "NUM"}}
                title = fold(text.tokens[k - 1].text) if k else ""
                sex = sex or lexicon.honorifics.get(title, "") or lexicon.gender_of_role.get(title, "")
        words = fold(name.full).split()
        if name.kind == "person" and not sex:
            told = (lexicon.gender_of_role.get(w, "") for role in roles for w in role.text.split())
            sex = next((t for t in told if t), "") or (lexicon.given.get(words[0], "") if len(words) > 1 else "")
        return Figure(name.full, name.kind, sex, roles=roles, words=frozenset(words), around=frozenset(around))

    def kind_of(self, head: int) -> str:
        """What a phrase is by its head: the ``kind`` of what is wanted."""
        token, lexicon = self.text.tokens[head], self.text.lexicon
        word, lemma = token.text.lower(), fold(token.lemma)
        if word in lexicon.pronouns:
            return lexicon.pronouns[word]
        if word in lexicon.plural_pronouns:
            return "they"
        if token.pos in {"PRON", "DET", "NUM"}:
            return "it" if word == "it" else "some"
        if lemma in lexicon.documents:
            return "document"
        if lemma in lexicon.group_heads or token.tag in {"NNS", "NNPS"}:
            return "group"
        described = lemma in lexicon.role_heads or lemma in lexicon.gender_of_role or lemma in lexicon.folded_country
        return "person" if described or word.endswith("-old") or token.text.lower() == "old" else "thing"

    def spoke(self, name: str, at: int, low: int | None, high: int | None) -> None:
        """Take note of who spoke at a place; a speaker who was never named becomes one who may be meant."""
        number = next((k for k, f in enumerate(self.figures) if f.name == name), None)
        if number is None:
            number = len(self.figures)
            head = self._head(low, high) if low is not None and high is not None else None
            sex = self.text.lexicon.gender_of_role.get(fold(self.text.tokens[head].lemma), "") if head else ""
            self.figures.append(Figure(name, "unnamed", sex, words=frozenset(fold(name).split())))
        figure = self.figures[number]
        figure.spoken += 1
        if low is not None and high is not None and (low not in self.known or not figure.places):
            figure.places.append((low, self._head(low, high), "found"))
            figure.places.sort()
            if low not in self.known:
                self.known.update(dict.fromkeys(range(low, high + 1), number))
        if number != self.last:
            self.before_last, self.last = self.last, number
        self.last_at = at

    def choose(self, wanted: Wanted) -> str | None:
        """The name of who is meant, or None where it is nobody who was named."""
        phrase = set(range(wanted.low, wanted.high + 1)) if wanted.head is not None else set()
        options = [k for k, f in enumerate(self.figures) if any(first not in phrase for first, _, _ in f.places)]
        places = {k: self._place(k, wanted, phrase) for k in options}
        ranks = self._ranks(wanted, places)
        rows = [self._features(k, wanted, places[k], ranks.get(k, 9)) for k in options]
        options.append(ITSELF)
        rows.append(self._itself(wanted))
        rows = [[*row, *(f"{wanted.kind} {x}" for x in row)] for row in rows]
        best = None
        if self.judge is not None:
            best = self.judge(wanted, [self.figures[k].name if k >= 0 else "" for k in options], rows)
        if best is None:
            best = antecedent_model().best(rows)
        return None if options[best] == ITSELF else self.figures[options[best]].name

    def _place(self, k: int, wanted: Wanted, phrase: set[int]) -> Nearest:
        """The last mention before what is wanted, outside marks, and the first one after."""
        places = self.figures[k].places
        at = bisect_left(places, wanted.at, key=lambda place: place[0])
        before = next(
            (p for p in reversed(places[:at]) if p[0] not in phrase and not self._in_run(p[0]) and p[2] != "demonym"),
            None,
        )
        after = next((p[0] for p in places[at:] if p[0] not in phrase and not self._in_run(p[0])), None)
        return before, after

    def _in_run(self, k: int) -> bool:
        return self.text.run_at(self.text.tokens[k].start) is not None

    def _ranks(
        self, wanted: Wanted, places: dict[int, tuple[tuple[int, int, str] | None, int | None]]
    ) -> dict[int, int]:
        """Of those that fit by kind and sex, how many stand nearer."""
        fit = []
        for k, (before, _) in places.items():
            figure = self.figures[k]
            person = figure.kind in {"person", "unnamed"}
            if wanted.kind in {"m", "f"} and (not person or figure.sex not in {"", wanted.kind}):
                continue
            if wanted.kind in {"person", "flow"} and not person:
                continue
            if wanted.kind in {"group", "it"} and figure.kind == "person":
                continue
            if before is not None:
                fit.append((before[0], k))
        return {k: n for n, (_, k) in enumerate(sorted(fit, reverse=True))}

    def _features(self, k: int, wanted: Wanted, place: Nearest, rank: int) -> list[str]:
        figure, (before, after) = self.figures[k], place
        tokens = self.text.tokens
        out = [f"kind={figure.kind}", f"rank={min(rank, 4)}"]
        sentence = tokens[min(wanted.at, len(tokens) - 1)].sentence
        if before is None:
            out.append("not before")
        else:
            back = sentence - tokens[before[0]].sentence
            out += [f"back={min(back, 3) if back < 6 else 6}", f"how={before[2]}", f"role={self._role(before[1])}"]
            out.append(f"back={min(back, 3)} role={self._role(before[1])}")
            between = self.text.text[tokens[before[0]].start : tokens[min(wanted.at, len(tokens) - 1)].start]
            out.append(f"paragraphs={min(2, between.count(chr(10) * 2))}")
            if self._bound(before[1], wanted):
                out.append("bound")
            over = tokens[before[1]].head
            if back == 0 and tokens[before[1]].dep == "pobj" and over == self.text.tree.first_of[sentence]:
                # "For Ann Lee the vote was …"
                out.append(f"first={tokens[over].text.lower()}")
        if after is not None and tokens[after].sentence == sentence:
            out.append("after in sentence")
        if wanted.guess is not None and wanted.guess == figure.name:
            out.append("guess")
        if figure.sex and wanted.kind in {"m", "f"}:
            out.append("same sex" if figure.sex == wanted.kind else "other sex")
        names = sum(place[2] in {"name", "alias"} for place in figure.places)
        out += [f"names={min(names, 4)}", f"spoken={min(figure.spoken, 2)}"]
        if k == self.last:
            gap = self.text.text[self.last_at : tokens[min(wanted.at, len(tokens) - 1)].start].count("\n\n")
            out += ["last", f"last paragraphs={min(gap, 2)}", f"last rank={min(rank, 2)}"]
        elif k == self.before_last:
            out.append("before last")
        actor, acted = self._action(wanted)
        if actor is not None and self.known.get(actor) == k:
            out.append("acts")
        if acted is not None and self.known.get(acted) == k:
            out.append("acted on")
        if wanted.head is not None and any(wanted.low <= first <= wanted.high for first, _, _ in figure.places):
            out.append("inside the phrase")
        p = wanted.proposal
        if p is not None and any(p.first <= first <= p.last for first, _, _ in figure.places):
            out.append("in the quote")
        if wanted.head is not None and wanted.kind not in {"m", "f", "they", "it"}:
            out += self._described(figure, wanted)
        return out

    def _described(self, figure: Figure, wanted: Wanted) -> list[str]:
        """How a description goes with somebody: by role, by words, by sex."""
        tokens, lexicon = self.text.tokens, self.text.lexicon
        inner = [k for k in range(wanted.low, wanted.high + 1) if tokens[k].pos not in {"DET", "PUNCT"}]
        words = [tokens[k].text for k in inner]
        content = {fold(tokens[k].lemma) for k in inner if tokens[k].pos in {"NOUN", "ADJ", "NUM", "PROPN"}}
        out = []
        role = read_role(words, lexicon)
        if role is not None and figure.roles:
            best = max(likeness(role, r, figure.roles, lexicon) for r in figure.roles)
            out.append(f"likeness={min(3, int(best * 2))}" if best > 0 else "likeness=0")
        elif figure.roles:
            out.append("other role")
        common = len(content & figure.around)
        if common:
            out += [f"around={min(common, 2)}", "around most" if common * 2 > len(content) else "around some"]
        if content & figure.words:
            out.append("words in the name")
        assert wanted.head is not None
        sex = lexicon.gender_of_role.get(fold(tokens[wanted.head].lemma), "")
        if sex and figure.sex:
            out.append("same sex" if sex == figure.sex else "other sex")
        manner = self._manner(wanted)
        out += [f"{x} {manner}" for x in (f"kind={figure.kind}", *out)]
        return out

    def _manner(self, wanted: Wanted) -> str:
        """Definite, indefinite, possessed, or bare."""
        tokens, groups = self.text.tokens, self.text.lexicon.groups
        first = tokens[wanted.low]
        if first.text.lower() in groups["definite"]:
            return "definite"
        if first.text.lower() in groups["indefinite"]:
            return "indefinite"
        if first.tag == "PRP$":
            return "its own"
        return "capital" if tokens[wanted.high].text[:1].isupper() else "bare"

    def _itself(self, wanted: Wanted) -> list[str]:
        out = ["itself"]
        if wanted.head is None:
            return out
        tokens = self.text.tokens
        out.append(f"itself {self._manner(wanted)}")
        out.append(f"itself words={min(4, wanted.high - wanted.low + 1)} {self._manner(wanted)}")
        out.append(f"itself word={fold(tokens[wanted.head].lemma)}")
        if any(k in self.known for k in range(wanted.low, wanted.high + 1)):
            out.append("itself holds a name")
        if tokens[wanted.head].tag in {"NNS", "NNPS"}:
            out.append("itself plural")
        if wanted.guess is None:
            out.append("itself no guess")
        return out

    def _role(self, k: int) -> str:
        """How a mention stands in its sentence; a subject of a main clause stands out."""
        tokens = self.text.tokens
        for _ in range(4):
            if tokens[k].dep in {"appos", "flat", "conj"} and tokens[k].head != k:
                k = tokens[k].head
        dep = tokens[k].dep
        if dep in SUBJECTS:
            return "subject" if tokens[tokens[k].head].dep not in {"relcl", "acl", "advcl"} else "lesser subject"
        return dep if dep in {"poss", "pobj", "dobj", "compound", "ROOT", "attr"} else "other"

    def _bound(self, k: int, wanted: Wanted) -> bool:
        """Whether grammar speaks against it: who is told is not who tells."""
        cue = wanted.proposal.cue if wanted.proposal is not None else None
        if cue is None:
            return False
        tokens = self.text.tokens
        head = tokens[k].head
        return head == cue or (tokens[k].dep == "pobj" and tokens[head].head == cue)

    def _action(self, wanted: Wanted) -> tuple[int | None, int | None]:
        """Who acts and whom it is done to by the verb that stands before what is wanted, in its sentence."""
        tokens, tree = self.text.tokens, self.text.tree
        end = min(wanted.at, len(tokens) - 1)
        k = wanted.at - 1
        while k >= 0 and tokens[k].sentence == tokens[end].sentence:
            if tokens[k].pos == "VERB" and not self._in_run(k):
                return tree.subject(k), tree.child(k, "dobj")
            k -= 1
        return None, None
