"""TT's own body markup inside NewsML-G2: INGRESS, BRODTEXT with P, CITAT and MELLIS, fact boxes, pictures."""

from __future__ import annotations

from lxml import etree

from comparer.loading import markup, walking
from comparer.loading.draft import Block, Draft
from comparer.story import ParagraphKind

NOTE = ParagraphKind.NOTE.value


def blocks_of(body: etree._Element) -> tuple[list[Block], Draft | None]:
    """The blocks of the first text, then those of fact boxes and pictures; what the body says of place and writer."""
    texts = [e for e in body.iter() if markup.local(e).upper() == "TEXT"] or [body]
    inside = Draft("TT")
    out: list[Block] = []
    for k, text in enumerate(texts):
        out += _text(text, inside, first=k == 0)
    return out, inside


def _text(text: etree._Element, inside: Draft, *, first: bool) -> list[Block]:
    out: list[Block] = []
    for part in text:
        name = markup.local(part).upper()
        if name == "DAT":
            out += _place(part, inside)
        elif name == "BYLINE":
            writer = markup.text_of(part)
            inside.byline = inside.byline or writer or None
            out += [Block(writer, NOTE, "byline")] if writer else []
        elif name == "BILD":
            caption = markup.text_of(markup.find(part, "BILDTEXT"))
            credit = markup.text_of(markup.find(part, "BILDSKAPARE"))
            words = " ".join(w for w in (caption, credit) if w)
            out += [Block(words, ParagraphKind.CAPTION.value)] if words else []
        elif first:
            out += walking.blocks_of(part)
        else:
            out += [Block(b.text, NOTE, "factbox") for b in walking.blocks_of(part)]
    return out


def _place(part: etree._Element, inside: Draft) -> list[Block]:
    """The place that the correspondent files from goes before the region that the story is sorted under."""
    region, source = markup.text_of(markup.find(part, "ORT")), markup.text_of(markup.find(part, "SOURCE"))
    filed = source.split(",")[0].strip()
    inside.place = (filed if filed and filed.upper() != "TT" else region) or None
    inside.place_first = inside.place is not None
    words = " ".join(w for w in (region, source) if w)
    return [Block(words, NOTE, "dateline")] if words else []
