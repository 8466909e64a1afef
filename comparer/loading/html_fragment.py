"""HTML without a page around it: pasted copy, CMS fields, body fragments. Paragraphs are taken as they stand."""

from __future__ import annotations

from comparer.loading import plain, walking
from comparer.loading.draft import Draft
from comparer.story import ParagraphKind


def draft_fragment(html: str) -> Draft:
    """The draft of a fragment: its first heading, or a first line that reads like one, is the headline."""
    draft = Draft("HTML fragment")
    blocks = walking.blocks_of_html(html)
    for k, block in enumerate(blocks[:4]):
        flat = " ".join(block.text.split())
        after = next((" ".join(b.text.split())[:300] for b in blocks[k + 1 :] if b.text.strip()), "")
        heading = block.hint == "heading" or (block.hint == "bold" and len(flat) < 160)
        if heading or (k == 0 and plain.is_headline(flat, after)):
            draft.headline = flat
            block.kind, block.note = ParagraphKind.HEADLINE.value, None
            break
    draft.blocks = blocks
    return draft
