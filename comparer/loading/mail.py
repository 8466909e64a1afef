"""Mail (EML, MHTML): the text, the plain part or the HTML part, whichever says more; attached stories as stories."""

from __future__ import annotations

import email
import re
from collections.abc import Callable
from email import policy
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime

from comparer.loading import plain, walking
from comparer.loading.decoding import clean, decode, repair
from comparer.loading.draft import Block, Draft
from comparer.story import ParagraphKind

NOTE = ParagraphKind.NOTE.value
MAX_ATTACHMENTS = 20
_ATTACHED = re.compile(r"(?i)\.(?:docx|odt|rtf|pdf|txt|html?|xml|md|json)$")

_PREFIX = re.compile(r"^(?:(?:Fwd?|Re|AW|WG|TR|RV|VS|SV|Antw)\s?:\s*)+", re.I)
_SUBJECTS = frozenset({"subject", "betreff", "objet", "asunto", "oggetto", "onderwerp", "ämne", "emne", "aihe"})
_SENDERS = frozenset({"from", "von", "de", "da", "van", "från", "fra", "lähettäjä"})
_OLD_FIELD = re.compile(r"^[>* ]*([^\W\d_][\w -]{1,14}?)\*?\s?:\*?[ \t]*(.*)$", re.M)
_FORWARDED = re.compile(
    r"(?:^|\n)[> ]*(?:-{3,}[ ]?[^\n-]{0,40}[ ]?-{3,}|_{10,}|Begin forwarded message:"
    r"|Anfang der weitergeleiteten[^\n]{0,20}"
    r"|(?=(?:From|Von|De|Da|Van): [^\n]*\n(?:Sent|Gesendet|Envoyé|Date|Datum|Inviato): ))[ \t]*\n*"
    r"(?P<head>(?:[>* ]*[^\W\d_][\w -]{1,14}?\*?\s?:[^\n]*\n(?:[ \t]+\S[^\n]*\n)*){3,9})",
)


def read_mail(data: bytes, name: str, read: Callable[[bytes, str], list[Draft]]) -> list[Draft]:
    """The mail's own draft, then those of attached story files, which ``read`` opens.

    ``read`` may raise LoadError for an attachment; the mail then carries its sentence as a warning.
    """
    from comparer.errors import LoadError

    message = email.message_from_bytes(_without_envelope(data), policy=policy.default)
    assert isinstance(message, EmailMessage)
    draft = Draft("mail")
    _fields(draft, message)
    text, blocks = _body(message, draft)
    drafts = [draft]
    _fill(draft, text, blocks)
    attached = [p for p in message.walk() if _ATTACHED.search(p.get_filename() or "")][:MAX_ATTACHMENTS]
    for part in attached:
        label = f"{name} › {part.get_filename()}"
        try:
            content = part.get_payload(decode=True)
            if isinstance(content, bytes) and content:
                drafts += read(content, label)
        except LoadError as error:
            draft.warnings.append(f"An attachment was not read: {error}")
    if len(drafts) > 1 and not any(not b.kind for b in draft.blocks):
        drafts.pop(0)
    return drafts


def _without_envelope(data: bytes) -> bytes:
    return re.sub(rb"^(?:\xef\xbb\xbf)?\s*(?:From \S+ .{10,60}\r?\n)?", b"", data, count=1)


def _header(message: EmailMessage, name: str) -> str:
    try:
        return repair(clean(str(message.get(name) or "")))
    except Exception:
        return ""


def _fields(draft: Draft, message: EmailMessage) -> None:
    subject = _PREFIX.sub("", " ".join(_header(message, "Subject").split()))
    draft.headline = subject or None
    try:
        draft.published = parsedate_to_datetime(_header(message, "Date")).isoformat()
    except (ValueError, TypeError, IndexError):
        draft.published = None
    sender, address = parseaddr(_header(message, "From"))
    draft.fallback_source = sender or address or None
    draft.language = _header(message, "Content-Language").split(",")[0] or None
    draft.identity = _header(message, "Message-ID").strip("<> ") or None


def _part_text(part: EmailMessage, draft: Draft) -> str:
    try:
        raw = part.get_payload(decode=True)
    except Exception:
        return ""
    if not isinstance(raw, bytes):
        return ""
    found = decode(raw, declared=part.get_content_charset())
    draft.warnings += [w for w in found.warnings if w not in draft.warnings]
    return found.text


def _body(message: EmailMessage, draft: Draft) -> tuple[str, list[Block]]:
    """Plain text and HTML blocks of the mail; one of the two is empty."""
    plains, htmls = [], []
    for part in message.walk():
        if (
            part.is_multipart()
            or part.get_content_disposition() == "attachment"
            or _ATTACHED.search(part.get_filename() or "")
        ):
            continue
        kind = part.get_content_type()
        if kind == "text/plain":
            plains.append(_part_text(part, draft))
        elif kind == "text/html":
            htmls.append(_part_text(part, draft))
    text = "\n\n".join(p for p in plains if p.strip())
    blocks = [b for h in htmls for b in walking.blocks_of_html(h)]
    marked = sum(len(b.text) for b in blocks)
    if blocks and len(text.strip()) < 0.5 * marked:
        return "", blocks
    return text, []


def _fill(draft: Draft, text: str, blocks: list[Block]) -> None:
    text, signature = _signature(text)
    text, cover = _forwarded(draft, text)
    inner = plain.draft(text) if text.strip() else Draft("mail")
    labelled = inner.headline if any(b.note == "labelled" for b in inner.blocks) else None
    draft.headline = labelled or draft.headline or inner.headline
    for name in ("source", "slug", "embargo", "version_mark", "byline"):
        if value := getattr(inner, name):
            setattr(draft, name, value)
    subject = draft.headline
    if subject and not labelled:
        draft.add(subject, ParagraphKind.HEADLINE)
    draft.blocks += cover
    for block in inner.blocks or blocks:
        block.text = " ".join(block.text.split()) if inner.blocks else block.text
        block.start = -1
        if block.kind == ParagraphKind.HEADLINE.value and not labelled:
            same = " ".join(block.text.split()).casefold() == (subject or "").casefold()
            block.kind, block.note = (NOTE, "headline") if same else ("", None)
        draft.blocks.append(block)
    if signature:
        draft.add(signature, NOTE, "contact", private=True)


def _forwarded(draft: Draft, text: str) -> tuple[str, list[Block]]:
    """The text of a forwarded mail without what its sender wrote above it and its old head, and those as blocks. The
    old subject is the headline, the old sender the source."""
    found = _FORWARDED.search(text[:4000])
    if found is None:
        return text, []
    fields = {m.group(1).casefold(): m.group(2).strip() for m in _OLD_FIELD.finditer(found.group("head"))}
    subject = next((v for k, v in fields.items() if k in _SUBJECTS), "")
    if not subject or not text[found.end() :].strip():
        return text, []
    draft.headline = _PREFIX.sub("", " ".join(subject.split())) or draft.headline
    sender, address = parseaddr(next((v for k, v in fields.items() if k in _SENDERS), ""))
    draft.fallback_source = sender or address or draft.fallback_source
    cover = [Block(b.text, NOTE, "cover") for b in plain.unwrapped(text[: found.start()])]
    lines = [Block(line.strip(), NOTE, "envelope") for line in found.group().split("\n") if line.strip()]
    return text[found.end() :], [*cover, *lines]


def _signature(text: str) -> tuple[str, str]:
    """The text before the signature mark ("-- " on a line of its own), and the signature."""
    found = re.search(r"\n--[ ]?\n", text)
    if not found or len(text) - found.end() > 1500:
        return text, ""
    return text[: found.start()], text[found.end() :].strip()
