"""Notes are Markdown: what they come to in kinds that have no Markdown of their own (Word, PDF), as blocks and runs.

No HTML, no images, and no addresses but web and mail: the same as the web page allows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s<>\"]{1,2000}$", re.I)


@dataclass(frozen=True, slots=True)
class NoteRun:
    """Words of one look; ``address``: where they lead, "" for no link."""

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    address: str = ""


@dataclass(frozen=True, slots=True)
class NoteBlock:
    """A paragraph. ``mark``: what stands before it in a list ("•", "2."), "" outside; ``depth``: of the list, from 1,
    0 outside."""

    runs: tuple[NoteRun, ...]
    mark: str = ""
    depth: int = 0


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).disable("image")


def note_blocks(note: str) -> tuple[NoteBlock, ...]:
    """The blocks of a note, in order; none for an empty one."""
    blocks: list[NoteBlock] = []
    counters: list[int | None] = []
    begins = False
    heading = quoted = 0
    for token in _parser().parse(note):
        match token.type:
            case "bullet_list_open":
                counters.append(None)
            case "ordered_list_open":
                counters.append(int(token.attrGet("start") or 1) - 1)
            case "bullet_list_close" | "ordered_list_close":
                counters.pop()
            case "list_item_open":
                begins = True
                if counters[-1] is not None:
                    counters[-1] += 1
            case "heading_open":
                heading += 1
            case "heading_close":
                heading -= 1
            case "blockquote_open":
                quoted += 1
            case "blockquote_close":
                quoted -= 1
            case "inline" | "fence" | "code_block":
                code = token.type != "inline"
                runs = [NoteRun(token.content.rstrip("\n"), code=True)] if code else _runs(token.children or [])
                if heading or quoted:
                    runs = [replace(r, bold=r.bold or bool(heading), italic=r.italic or bool(quoted)) for r in runs]
                mark = ""
                if begins and counters:
                    mark = "•" if counters[-1] is None else f"{counters[-1]}."
                begins = False
                if runs:
                    blocks.append(NoteBlock(tuple(runs), mark, len(counters)))
    return tuple(blocks)


def _runs(tokens: Sequence[Token]) -> list[NoteRun]:
    runs: list[NoteRun] = []
    bold = italic = 0
    address = ""
    for token in tokens:
        match token.type:
            case "strong_open":
                bold += 1
            case "strong_close":
                bold -= 1
            case "em_open":
                italic += 1
            case "em_close":
                italic -= 1
            case "link_open":
                href = str(token.attrGet("href") or "")
                address = href if _ADDRESS.match(href) else ""
            case "link_close":
                address = ""
            case _:
                text = {"softbreak": " ", "hardbreak": "\n"}.get(token.type, token.content)
                if text:
                    run = NoteRun(text, bold > 0, italic > 0, token.type == "code_inline", address)
                    if runs and replace(runs[-1], text="") == replace(run, text=""):
                        run = replace(run, text=runs.pop().text + text)
                    runs.append(run)
    return runs
