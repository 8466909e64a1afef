"""Who speaks: from the phrase beside a cue, a pronoun or the flow of the quotes to the fullest name in the story.

Entry point: ``Speakers``. Token indices unless said otherwise.
"""

from __future__ import annotations

from comparer.reading.antecedents import Antecedents, Judge, Wanted
from comparer.reading.folding import fold
from comparer.reading.nouns import Name
from comparer.reading.proposals import Proposal, Text
from comparer.reading.tree import RELATIVES
from comparer.story import Speaker

SPEAKING = frozenset({"person", "organisation", "place", "other"})


class Speakers:
    """Finds the speaker of each quote of one story, in the order of the text."""

    def __init__(self, text: Text, names: tuple[Name, ...], judge: Judge | None = None) -> None:
        self.text = text
        self.antecedents = Antecedents(text, [n for n in names if n.kind in SPEAKING], judge)
        self.by_token: dict[int, Name] = {}
        self.how: dict[int, str] = {}
        for name in names:
            for mention in name.mentions:
                k = text.token_at(mention.start)
                while k < len(text.tokens) and text.tokens[k].start < mention.end:
                    if k not in self.by_token or mention.how in {"role", "pronoun"}:
                        self.by_token[k] = name
                        self.how[k] = mention.how
                    k += 1
        self.owners: dict[str, str] = {}
        """Who wrote the memo: document -> name."""
        self.together: set[str] = set()
        """The names of those who spoke together."""
        self.last: Speaker | None = None
        self.last_person: str | None = None
        """Who acted last, where the text has come to: the subject named last before the quote in hand."""
        self._read_to = 0

    def of_source(self, source: int, p: Proposal | None = None) -> Speaker:
        """The speaker of a proposal that a phrase names, given its head."""
        tokens, tree = self.text.tokens, self.text.tree
        head = source
        if tokens[head].text.lower() in RELATIVES and tokens[tokens[head].head].dep in {"relcl", "acl"}:
            verb = tokens[head].head
            if tokens[verb].head < head:
                speaker = self.of_source(tokens[verb].head, p)
                return Speaker(speaker.name, speaker.start, tokens[head].end)
        joint = self._joint(head) or self._both(head)
        if joint is not None:
            self.together.add(joint.name)
            return joint
        low, high = tree.noun_phrase(head)
        name = self._named(head, low, high)
        if name is None and tokens[head].pos in {"NOUN", "PROPN", "ADJ"}:
            # "Facebook co-founder Mark Zuckerberg": the parser may lose the name at the end of a title
            k = high + 1
            while (
                k < len(tokens)
                and tokens[k].sentence == tokens[head].sentence
                and (tokens[k].pos in {"NOUN", "PROPN", "ADJ"} or tokens[k].text in {"-", "of", "the", "for"})
            ):
                k += 1
            person = next((self.by_token[n] for n in range(k - 1, high, -1) if n in self.by_token), None)
            if person is not None and person.kind == "person":
                name, high = person.full, k - 1
        if name is None or self.how.get(head) == "role":
            beside = self._set_beside(high)
            if beside is not None and tokens[head].pos != "PRON":
                name, high = beside
                return Speaker(name, tokens[low].start, tokens[high].end)
        start, end = tokens[low].start, tokens[high].end
        if not self._by_name(head, low, high, name):
            kind = self.antecedents.kind_of(head)
            name = self.antecedents.choose(Wanted(kind, low, p, head, low, high, name))
        if name is None:
            return Speaker(self._phrase(low, high), start, end)
        return Speaker(name, start, end)

    def _joint(self, head: int) -> Speaker | None:
        """Several people named as one subject ("Ann Lee and Marit Holm said"), by all their names; else None."""
        tokens, tree = self.text.tokens, self.text.tree
        heads, word = [head], ""
        while (after := tree.child(heads[-1], "conj")) is not None and after > heads[-1]:
            joining = tree.child(heads[-1], "cc")
            word = tokens[joining].text if joining is not None else word
            heads.append(after)
        people = [self.by_token[k] for k in heads if k in self.by_token and self.how[k] in {"name", "alias"}]
        named = list(dict.fromkeys(person.full for person in people if person.kind == "person"))
        if word not in self.text.lexicon.groups["both"] or len(named) < len(heads):
            return None
        low, high = tree.noun_phrase(head)[0], tree.noun_phrase(heads[-1])[1]
        name = f"{', '.join(named[:-1])} {word} {named[-1]}"
        return Speaker(name, tokens[low].start, tokens[high].end)

    def _both(self, head: int) -> Speaker | None:
        """Those who spoke together last, where a phrase names them by a role they share ("the ministers said")."""
        if self.last is None or self.last.name not in self.together:
            return None
        tokens, lexicon = self.text.tokens, self.text.lexicon
        low, high = self.text.tree.noun_phrase(head)
        plural = tokens[head].tag in {"NNS", "NNPS"} and fold(tokens[head].lemma) in lexicon.role_heads
        if not plural or tokens[low].text.lower() not in lexicon.groups["definite"]:
            return None
        return Speaker(self.last.name, tokens[low].start, tokens[high].end)

    def _set_beside(self, high: int) -> tuple[str, int] | None:
        """The person named between commas right after a description ("his manager, Ann Lee, said"), and where."""
        tokens = self.text.tokens
        first = high + 2
        if first >= len(tokens) or tokens[high + 1].text != "," or tokens[first].sentence != tokens[high].sentence:
            return None
        person = self.by_token.get(first)
        if person is None or person.kind != "person" or self.how[first] not in {"name", "alias"}:
            return None
        last = first
        while self.by_token.get(last + 1) is person:
            last += 1
        after = tokens[last + 1] if last + 1 < len(tokens) else None
        if after is None or after.text in {",", "."} or after.pos == "VERB":
            return person.full, last
        return None

    def _by_name(self, head: int, low: int, high: int, name: str | None) -> bool:
        """Whether a phrase says by a name who it means."""
        if self.how.get(head) in {"name", "alias", "acronym"} and name is not None:
            return True
        if name is None or self.text.tokens[head].pos == "PRON" or self.how.get(head) in {"role", "pronoun"}:
            return False
        near = [k for k in range(low, min(high + 12, len(self.text.tokens))) if k in self.by_token]
        return any(self.by_token[k].full == name and self.how[k] in {"name", "alias"} for k in near)

    def _named(self, head: int, low: int, high: int) -> str | None:
        """The fullest name of who a phrase means."""
        tokens, tree = self.text.tokens, self.text.tree
        token = tokens[head]
        known = self.by_token.get(head)
        if known is not None and known.kind in SPEAKING and self.how[head] != "demonym":
            return known.full
        if token.pos == "PRON":
            return self._pronoun(head)
        for child in tree.children[head]:
            if tokens[child].dep == "appos":
                a, b = tree.noun_phrase(child)
                for k in range(b, a - 1, -1):
                    name = self.by_token.get(k)
                    if name is not None and name.kind == "person" and self.how[k] in {"name", "alias"}:
                        return name.full
        inside = [k for k in range(low, high + 1) if k in self.by_token and self.by_token[k].kind == "person"]
        word = fold(token.lemma)
        words = self._phrase(low, high).lower()
        if words.endswith("-year-old") and words.startswith(("the ", "this ")):
            return self.last_person
        if inside and token.pos == "PROPN" and self.how[inside[-1]] in {"name", "alias"}:
            return self.by_token[inside[-1]].full
        if word in self.text.lexicon.documents:
            return self._writer(head, word, inside)
        return None

    def _writer(self, head: int, word: str, inside: list[int]) -> str | None:
        """Whose words a memo, statement or tweet holds."""
        tokens, tree = self.text.tokens, self.text.tree
        poss = tree.child(head, "poss")
        if poss is not None:
            name = self.by_token.get(poss)
            owner = name.full if name is not None and self.how[poss] != "demonym" else None
            if owner:
                self.owners[word] = owner
                return owner
        for child in tree.children[head]:
            if tokens[child].dep in {"prep", "acl"} and any(
                tokens[k].text.lower() in {"by", "from"} for k in range(child, min(child + 3, len(tokens)))
            ):
                low, high = tree.reach(child)
                for k in range(low, high + 1):
                    name = self.by_token.get(k)
                    if name is not None and name.kind in {"person", "organisation"}:
                        self.owners[word] = name.full
                        return name.full
        return self.owners.get(word)

    def _pronoun(self, k: int) -> str | None:
        """Who a pronoun is that nothing resolved with confidence: whoever spoke last, if that can be."""
        word = self.text.tokens[k].text.lower()
        if word in self.text.lexicon.pronouns and self.last is not None and self._is_person(self.last.name):
            return self.last.name
        if (
            word in self.text.lexicon.plural_pronouns | {"it"}
            and self.last is not None
            and not self._is_person(self.last.name)
        ):
            return self.last.name
        return None

    def _is_person(self, name: str) -> bool:
        return any(n.full == name and n.kind == "person" for n in self.by_token.values())

    def _phrase(self, low: int, high: int) -> str:
        tokens = self.text.tokens
        return " ".join(self.text.text[tokens[low].start : tokens[high].end].split())

    def of_proposal(self, p: Proposal) -> Speaker | None:
        """The speaker of a quote by its own cue, or None where its cue names nobody."""
        if p.source is not None and not self._inside(p):
            speaker = self.of_source(p.source, p)
        else:
            beside = self._beside(p)
            if beside is None:
                return None
            speaker = beside
        if p.cue is not None:
            self._note_documents(p.cue, speaker.name)
        return speaker

    def _inside(self, p: Proposal) -> bool:
        """Whether the parser took a word of what is said for who says it."""
        assert p.source is not None
        if p.run is None or p.cue is None:
            return False
        tokens = self.text.tokens
        return self.text.run_at(tokens[p.source].start) is not None and self.text.run_at(tokens[p.cue].start) is None

    def by_flow(self, p: Proposal, guess: Speaker | None) -> Speaker | None:
        """The speaker of a run that names none, given whom the flow of the quotes suggests."""
        name = guess.name if guess is not None else None
        found = self.antecedents.choose(Wanted("flow", self.text.token_at(p.start), p, guess=name))
        if found is None:
            return None
        return guess if guess is not None and guess.name == found else Speaker(found)

    def spoke(self, speaker: Speaker, p: Proposal) -> None:
        """Take note of who has spoken."""
        self.last = speaker
        if speaker.start is None or speaker.end is None:
            self.antecedents.spoke(speaker.name, p.end, None, None)
            return
        low, high = self.text.token_at(speaker.start), self.text.token_at(speaker.end) - 1
        self.antecedents.spoke(speaker.name, p.end, low, max(low, high))

    def read_to(self, position: int) -> None:
        """Take note of who acts up to a position of the text, outside marks."""
        tokens = self.text.tokens
        while self._read_to < len(tokens) and tokens[self._read_to].start < position:
            k = self._read_to
            name = self.by_token.get(k)
            acts = name is not None and name.kind == "person" and tokens[k].dep in {"nsubj", "nsubjpass", "poss"}
            if name is not None and acts and self.text.run_at(tokens[k].start) is None:
                self.last_person = name.full
            self._read_to += 1

    def _beside(self, p: Proposal) -> Speaker | None:
        """The name right before or after a verb of saying whose subject the parser missed."""
        if p.cue is None or p.cue in range(p.first, p.last + 1):
            return None
        tokens, tree = self.text.tokens, self.text.tree
        cue = tokens[p.cue]
        subject = tree.child(p.cue, "nsubj")
        if cue.tag == "NNS" and subject is not None and not p.first <= subject <= p.last:
            # "the department notes": taken for two nouns, but the first is a subject all the same
            return self.of_source(subject, p)
        if cue.tag not in {"VBD", "VBZ", "VBP"} or cue.lemma not in self.text.cue_verbs:
            return None
        if tree.child(p.cue, "auxpass", "nsubjpass") is not None:
            return None
        for k in (*range(p.cue - 1, max(-1, p.cue - 8), -1), *range(p.cue + 1, min(len(tokens), p.cue + 6))):
            if tokens[k].sentence != cue.sentence or self.text.run_at(tokens[k].start) is not None:
                continue
            if k > p.cue and tokens[k].pos in {"PUNCT", "ADP", "VERB"}:
                break
            name = self.by_token.get(k)
            above = self.by_token.get(tokens[k].head) if tokens[k].dep == "appos" else None
            if name is not None and above is not None and above.kind == "person":
                # "Ann Lee, SC, said"
                name = above
            if name is not None and name.kind in {"person", "organisation"}:
                return Speaker(name.full, tokens[k].start, tokens[k].end)
        return None

    def _note_documents(self, cue: int, name: str) -> None:
        """ "Lee wrote in a memo": the memo's later words are Lee's."""
        tokens, tree = self.text.tokens, self.text.tree
        for child in tree.children[cue]:
            if tokens[child].dep == "prep" and tokens[child].text.lower() in {"in", "on"}:
                inner = tree.child(child, "pobj")
                if inner is not None and fold(tokens[inner].lemma) in self.text.lexicon.documents:
                    self.owners[fold(tokens[inner].lemma)] = name

    def around(self, first: int, last: int) -> Speaker | None:
        """Who acts in the sentence before a quote that nothing attributes: the person who is its subject."""
        tokens = self.text.tokens
        sentence = tokens[min(first, len(tokens) - 1)].sentence
        for back in (0, 1):
            number = sentence - back
            if number not in self.text.tree.first_of:
                continue
            if (
                any(
                    self.text.run_at(tokens[k].start)
                    for k in range(self.text.tree.first_of[number], self.text.tree.last_of[number] + 1)
                )
                and back
            ):
                return None
            for k in range(self.text.tree.first_of[number], min(first, self.text.tree.last_of[number] + 1)):
                name = self.by_token.get(k)
                if (
                    name is not None
                    and name.kind == "person"
                    and tokens[k].dep in {"nsubj", "nsubjpass"}
                    and self.text.run_at(tokens[k].start) is None
                ):
                    return Speaker(name.full, tokens[k].start, tokens[k].end)
        return None
