"""Headline and what stands above and below it, in formats that only know paragraphs: DOCX, PDF, RTF, ODT, Markdown."""

from __future__ import annotations

import re

from comparer.loading import datelines, furniture, plain
from comparer.loading.draft import Draft
from comparer.story import ParagraphKind


def take(draft: Draft) -> None:
    """Find the headline among the first blocks that are not judged, and the subheadlines below it."""
    waiting = [k for k, b in enumerate(draft.blocks) if not b.kind and b.text.strip()]
    if draft.headline is None:
        _headline(draft, waiting[:10])
    if draft.headline is not None:
        _below(draft)


def _flat(draft: Draft, k: int) -> str:
    return " ".join(draft.blocks[k].text.split())


def _headline(draft: Draft, waiting: list[int]) -> None:
    if len(waiting) < 2:
        return
    styled = [k for k in waiting if draft.blocks[k].hint == "heading"]
    order = styled[:1] or waiting[:-1]
    for k in order:
        flat = _flat(draft, k)
        if furniture.is_top_note(flat) and draft.blocks[k].hint != "heading":
            continue
        if re.search(r"@|https?:|www\.", flat):
            continue
        after = next((_flat(draft, j)[:300] for j in waiting if j > k), "x" * 40)
        bold = draft.blocks[k].hint in ("bold", "heading")
        if (bold and len(flat) < 260 and not datelines.find(flat + " " + after)) or plain.is_headline(flat, after):
            draft.headline = flat
            draft.blocks[k].kind = ParagraphKind.HEADLINE.value
        return


def _below(draft: Draft) -> None:
    """Short lines without a full stop between headline and copy are subheadlines, if real copy follows."""
    at = next((k for k, b in enumerate(draft.blocks) if b.kind == ParagraphKind.HEADLINE.value), None)
    if at is None:
        return
    candidates = []
    for k in range(at + 1, min(at + 6, len(draft.blocks))):
        block = draft.blocks[k]
        flat = _flat(draft, k)
        if block.kind:
            continue
        if (
            len(flat) > 240
            or re.search(r"[.!?…。！？][\"”’»')]*$", flat)
            or datelines.find(flat + " The" * 12)
            or block.hint == "item"
        ):
            break
        if furniture.is_top_note(flat):
            continue
        candidates.append(k)
    last = candidates[-1] + 1 if candidates else at + 1
    if candidates and any(len(b.text) > 120 for b in draft.blocks[last : last + 3]):
        for k in candidates:
            draft.blocks[k].kind, draft.blocks[k].note = ParagraphKind.SUMMARY.value, "subheadline"
