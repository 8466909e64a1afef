"""Which language copy is in: what the file declares, made short, else the script and the commonest words."""

from __future__ import annotations

import re

from comparer.loading.profiles import profiles

_WORDS = {
    "en": "english eng",
    "de": "german deutsch ger deu",
    "fr": "french français francais fre fra",
    "es": "spanish español spa",
    "it": "italian ita",
    "nl": "dutch nederlands nld dut",
    "sv": "swedish svenska swe",
    "no": "norsk norwegian nor",
    "nb": "nob",
    "da": "danish dansk dan",
    "fi": "finnish suomi fin",
    "pt": "portuguese por",
    "tr": "turkish tur",
    "ar": "arabic ara",
    "el": "greek ell gre",
    "ru": "russian rus",
    "pl": "polish pol",
    "ja": "japanese jpn",
    "zh": "chinese chi zho",
    "ko": "korean kor",
}
_NAMES = {name: code for code, names in _WORDS.items() for name in names.split()}
_SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("ru", re.compile("[\u0400-\u04ff]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
)


def short(declared: str | None) -> str | None:
    """A declared language as a two-letter code: "en-US", "ENGLISH", "swe" and "de_DE" are understood."""
    if not declared:
        return None
    name = declared.strip().casefold()
    if name in _NAMES:
        return _NAMES[name]
    code = re.split(r"[-_; ]", name)[0]
    code = _NAMES.get(code, code)
    return code if re.fullmatch(r"[a-z]{2}", code) else None


def detect(text: str) -> str | None:
    """The language of a text, or None where there is too little of it to tell."""
    sample = text[:6000]
    letters = sum(c.isalpha() for c in sample)
    if letters < 12:
        return None
    for code, script in _SCRIPTS:
        if len(script.findall(sample)) > 0.25 * letters:
            return code
    words = re.findall(r"[^\W\d_]+", sample.casefold())
    counts = {code: sum(w in common for w in words) for code, common in profiles().languages.items()}
    best = max(counts, key=lambda code: counts[code], default=None)
    if best is None or counts[best] < max(1, len(words) // 40):
        return None
    # In a line or two the short words of several languages look alike: English unless another clearly leads.
    return "en" if len(words) < 40 and counts[best] - counts.get("en", 0) < 2 else best
