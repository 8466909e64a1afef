"""What is known of a proposal, as named features for ``quote_model``: who, by which word, how, in what marks.

Features are short readable strings, so that the fitted weights can be read by a person. Entry point: ``features``.
"""

from __future__ import annotations

from comparer.reading.proposals import Proposal, Text
from comparer.reading.tree import SUBJECTS


def features(text: Text, p: Proposal, headline: bool) -> list[str]:
    """The features that hold for a proposal, without repeats. ``headline`` says whether it stands in a headline."""
    out = ["bias", f"how={p.how}"]
    if headline:
        out += ["headline", f"headline how={p.how}"]
    if p.cue is not None:
        out += _cue(text, p)
    else:
        out.append("cue=none")
    out += _source(text, p)
    out += _run(text, p) if p.run is not None else _clause(text, p)
    return list(dict.fromkeys(out))


def _cue(text: Text, p: Proposal) -> list[str]:
    assert p.cue is not None
    token = text.tokens[p.cue]
    lemma, how = token.lemma, p.how
    out = [f"cue={lemma}", f"cue={lemma} how={how}", f"tag={token.tag} how={how}", f"dep={token.dep} how={how}"]
    if lemma in text.cue_verbs or lemma in text.cue_nouns:
        out.append(f"known cue how={how}")
    if p.side:
        out += [f"side={p.side}", f"cue={lemma} side={p.side}"]
    for child in text.tree.children[p.cue]:
        other = text.tokens[child]
        if other.dep == "neg":
            out += ["negated", f"negated how={how}"]
        elif other.dep == "aux" and other.tag in {"MD", "TO"}:
            out += [f"aux={other.lemma}", f"aux={other.lemma} how={how}"]
        elif other.dep in {"auxpass"}:
            out.append(f"passive how={how}")
        elif other.dep == "dative" or (other.dep == "dobj" and how in {"ccomp", "xcomp"}):
            out.append("addressee")
        elif other.dep == "prt":
            out.append(f"cue={lemma} {other.lemma}")
    run = text.run_at(token.start)
    if run is not None and run is not p.run:
        out += ["cue in marks", f"cue in marks how={how}", f"cue in marks cue={lemma}"]
    if p.how in {"prep", "nounprep"}:
        head = _preposition(text, p)
        out += [f"prep={head}", f"cue={lemma} prep={head}"]
    return out


def _preposition(text: Text, p: Proposal) -> str:
    assert p.cue is not None
    for n in range(p.first - 1, p.cue, -1):
        if text.tokens[n].dep == "prep":
            return text.tokens[n].lemma
    return ""


def _source(text: Text, p: Proposal) -> list[str]:
    if p.source is None:
        return ["source=none", f"source=none how={p.how}"]
    token = text.tokens[p.source]
    word = token.text.lower()
    if token.pos == "PRON" or word in text.lexicon.groups["sources"]:
        kind = word
    elif token.entity in {"PERSON", "ORG", "GPE", "NORP"}:
        kind = token.entity
    elif token.pos == "PROPN":
        kind = "PROPN"
    elif token.lemma in text.lexicon.role_heads:
        kind = "role"
    elif token.lemma in text.lexicon.group_heads:
        kind = "group"
    else:
        kind = "noun"
    out = [f"source={kind}", f"source={kind} how={p.how}", f"source dep={token.dep}"]
    if kind == "noun":
        out.append(f"source word={token.lemma}")
    if p.cue is not None and (kind == "noun" or kind in text.lexicon.groups["vague_things"]):
        out.append(f"cue={text.tokens[p.cue].lemma} thing")
    if p.cue is not None and token.dep in SUBJECTS and p.source > p.cue:
        out.append("inverted")
    return out


def _clause(text: Text, p: Proposal) -> list[str]:
    tokens, tree = text.tokens, text.tree
    words = [n for n in range(p.first, p.last + 1) if tokens[n].pos != "PUNCT"]
    size = len(words)
    first = tokens[p.first]
    out = [f"size={_bucket(size)}", f"size={_bucket(size)} how={p.how}", f"piece={p.piece}"]
    out.append(f"first pos={first.pos} how={p.how}")
    if first.text.lower() in text.lexicon.groups["clause_openers"]:
        out += [f"first={first.text.lower()}", f"first={first.text.lower()} how={p.how}"]
    finite = any(tokens[n].tag in {"VBD", "VBZ", "VBP", "MD"} for n in words)
    out.append(f"finite={finite} how={p.how}")
    if p.holds:
        out += [f"holds {p.holds}", f"holds {p.holds} how={p.how}"]
    if p.marked:
        out += ["marks", f"marks how={p.how}"]
        if any(r.outer_start - p.start < 3 for r in text.runs_between(p.start, p.end)[:1]):
            out.append("marks first")
    if p.inside is not None:
        out += ["in marks", f"in marks how={p.how}"]
    if p.cue is not None:
        place = "before" if p.last < p.cue else "after"
        cue = tokens[p.cue].lemma
        known = cue in text.cue_verbs or cue in text.cue_nouns
        gap = abs((p.first - p.cue) if p.first > p.cue else (p.cue - p.last))
        beside = min(p.last + 1, len(tokens) - 1) if p.last < p.cue else max(0, p.first - 1)
        comma = tokens[beside].text == ","
        out += [place, f"{place} how={p.how}", f"{place} how={p.how} known={known} comma={comma}"]
        out += [f"{place} cue={cue} comma={comma}", f"gap={_bucket(gap)} {place}"]
        start = tree.first_of[tokens[p.cue].sentence]
        if p.cue - start < 6:
            out.append("cue early")
        if any(tokens[n].text == '"' for n in range(min(p.cue, p.first), min(len(tokens), max(p.cue, p.first)))):
            out.append("mark between")
    head = next((n for n in words if tokens[n].head < p.first or tokens[n].head > p.last), None)
    if head is not None:
        out += [f"head pos={tokens[head].pos} how={p.how}", f"head entity={tokens[head].entity} how={p.how}"]
        if tokens[head].pos == "NOUN":
            out.append(f"head={tokens[head].lemma}")
    return out


def _run(text: Text, p: Proposal) -> list[str]:
    run = p.run
    assert run is not None
    tokens = text.tokens
    words = [n for n in range(p.first, p.last + 1) if tokens[n].pos != "PUNCT"]
    size = len(words)
    body = text.text
    inner = body[run.start : run.end]
    upper = sum(tokens[n].text[:1].isupper() for n in words if tokens[n].pos not in {"DET", "ADP", "CCONJ"})
    titled = upper >= max(1, sum(tokens[n].pos not in {"DET", "ADP", "CCONJ"} for n in words))
    verb = any(tokens[n].tag in {"VBD", "VBZ", "VBP", "MD"} for n in words)
    lead = body[max(0, run.outer_start - 3) : run.outer_start].rstrip()
    out = [f"run size={_bucket(size)}", f"run ends={_mark(inner[-1:])}", f"run begins upper={inner[:1].isupper()}"]
    out += [f"run titled={titled} size={_bucket(size)}", f"run verb={verb}", f"run lead={_mark(lead[-1:])}"]
    out.append(f"run titled={titled} ends={_mark(inner[-1:])} side={p.side}")
    out.append(f"run size={_bucket(size)} side={p.side}")
    out.append(f"run mark={body[run.outer_start]}")
    if not run.closed:
        out.append("run unclosed")
    if run.continues:
        out.append("run continues")
    before = tokens[p.first - 1] if p.first else None
    at = text.token_at(run.outer_start) - 1
    if at >= 0 and tokens[at].end > run.outer_start - 3:
        before = tokens[at]
        out += [
            f"run after={before.lemma}",
            f"run after pos={before.pos}",
            f"run after pos={before.pos} titled={titled}",
        ]
    k = text.token_at(run.outer_end)
    if k < len(tokens):
        out += [
            f"run then={tokens[k].text.lower()}"
            if tokens[k].pos in {"PUNCT", "ADP", "CCONJ", "PRON"}
            else f"run then pos={tokens[k].pos}"
        ]
        if tokens[k].pos in {"NOUN", "PROPN"} and not inner.endswith((",", ".", "?", "!")):
            out.append("run modifies")
    if tokens[p.first].entity == "WORK_OF_ART":
        out.append("run work of art")
    if any(r.paragraph == run.paragraph and r is not run and r.end - r.start > 40 for r in text.runs):
        out.append("run has long neighbour")
    return out


def _mark(char: str) -> str:
    if char.isalnum():
        return "word"
    return char or "none"


def _bucket(n: int) -> str:
    for limit in (0, 1, 2, 3, 4, 6, 9, 14, 25):
        if n <= limit:
            return str(limit)
    return "more"
