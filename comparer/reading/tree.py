"""The parse of a story as a tree: children, subtrees, subjects. Built once a story, asked by rules on clauses.

All positions are token indices unless said otherwise.
"""

from __future__ import annotations

from comparer.reading.nouns import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
RELATIVES = frozenset({"who", "which", "that", "whom"})


class Tree:
    """Children and reach of every token. Heads outside a token's own sentence are followed all the same."""

    def __init__(self, tokens: tuple[Token, ...]) -> None:
        self.tokens = tokens
        count = len(tokens)
        self.children: list[list[int]] = [[] for _ in range(count)]
        for k, token in enumerate(tokens):
            if token.head != k and 0 <= token.head < count:
                self.children[token.head].append(k)
        self._reach: list[tuple[int, int] | None] = [None] * count
        self.first_of: dict[int, int] = {}
        self.last_of: dict[int, int] = {}
        for k, token in enumerate(tokens):
            self.first_of.setdefault(token.sentence, k)
            self.last_of[token.sentence] = k

    def reach(self, top: int) -> tuple[int, int]:
        """First and last token of a subtree."""
        known = self._reach[top]
        if known is not None:
            return known
        low = high = top
        stack, seen = [top], {top}
        while stack:
            for child in self.children[stack.pop()]:
                if child not in seen:
                    seen.add(child)
                    low, high = min(low, child), max(high, child)
                    stack.append(child)
        self._reach[top] = (low, high)
        return low, high

    def under(self, k: int, top: int) -> bool:
        """Whether a token belongs to the subtree of another."""
        for _ in range(200):
            if k == top:
                return True
            if self.tokens[k].head == k:
                return False
            k = self.tokens[k].head
        return False

    def child(self, k: int, *deps: str) -> int | None:
        """The first child by any of these labels."""
        return next((c for c in self.children[k] if self.tokens[c].dep in deps), None)

    def subject(self, verb: int) -> int | None:
        """The head of a verb's subject: its own, the one it shares, or what its clause describes."""
        for _ in range(6):
            own = self.child(verb, "nsubj", "nsubjpass")
            if own is not None:
                if self.tokens[own].pos in {"VERB", "AUX"} and self.child(own, "nsubj") is not None:
                    # two verbs in a row, the first taken for a subject: they share its subject
                    verb = own
                    continue
                return self._acting(own)
            token = self.tokens[verb]
            if token.head == verb:
                return None
            if token.dep in {"relcl", "acl"} and self.tokens[token.head].pos in {"NOUN", "PROPN", "PRON"}:
                if token.tag == "VBG" and verb and self.tokens[verb - 1].text == ",":
                    # "…, saying": said by who acts in the clause before, whatever noun the parser hangs it on
                    above = self._verb_above(token.head)
                    if above is not None:
                        verb = above
                        continue
                    acting = self._acting(token.head)
                    if acting != token.head:
                        return acting
                return None if token.tag == "VBN" else token.head
            if token.dep in {"conj", "xcomp", "advcl", "ccomp", "dep", "aux", "auxpass", "pcomp", "prep", "ROOT"}:
                verb = token.head
                continue
            return None
        return None

    def _acting(self, noun: int) -> int:
        """A subject, or who acts on it where the parser took "Lee attacked Wood and said" for a "Lee-attacked Wood"."""
        for child in self.children[noun]:
            if self.tokens[child].dep == "amod" and self.tokens[child].tag in {"VBD", "VBN"}:
                actor = self.child(child, "nsubj")
                if actor is not None and actor < child:
                    return actor
        return noun

    def _verb_above(self, k: int) -> int | None:
        for _ in range(12):
            if self.tokens[k].pos == "VERB":
                return k
            if self.tokens[k].head == k:
                return None
            k = self.tokens[k].head
        return None

    def noun_phrase(self, head: int) -> tuple[int, int]:
        """First and last token of a noun phrase: the subtree, less relative clauses and what commas set off."""
        low, high = self.reach(head)
        for child in self.children[head]:
            if child > head and self.tokens[child].dep in {"relcl", "acl", "appos", "punct", "cc", "advcl"}:
                if self.tokens[child].dep in {"acl"} and self.tokens[child].tag not in {"VBG", "VBN"}:
                    continue
                if self.tokens[child].dep == "cc":
                    continue
                high = min(high, self.reach(child)[0] - 1)
        while high > head and self.tokens[high].pos == "PUNCT":
            high -= 1
        while low < head and self.tokens[low].pos == "PUNCT":
            low += 1
        return low, max(high, head)
