"""How like its best match over there each word is: a level a word, which the trained reader gets beside the words.

The reader need not learn by itself that words are the same, that a name means the same person or that figures are
equal: it learns what follows from it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from comparer.matching.evidence import FLAGS
from comparer.matching.known import Known
from comparer.matching.side import Side, SideSentence

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

COSINES = (0.4, 0.55, 0.7)
"""Where the levels of likeness of unlike words begin: 0 below the first, then 1, 2 and 3."""
SAME_WORD, KNOWN, GRAMMAR = 4, 5, 6
"""The same stem; the same person, value or quotation; a function word or a mark."""
LEVELS = 7
MEANT = [FLAGS.index(name) for name in ("name known", "value same", "quote shared")]
NOT_MEANT = [FLAGS.index(name) for name in ("name unknown", "value differs")]


def word_levels(
    a: Side, sentence: SideSentence, b: Side, passages: Sequence[SideSentence], known: Known
) -> tuple[list[int], list[list[int]]]:
    """A level for each content word of a sentence of a, and for those of each of its passages of b."""
    n = len(sentence.content)
    mine = np.zeros(n, np.int64)
    my_stems = [a.stems[k] for k in sentence.content]
    stems_there: set[str] = set()
    theirs: list[list[int]] = []
    for passage in passages:
        stems = [b.stems[k] for k in passage.content]
        stems_there.update(stems)
        if not n or not stems:
            theirs.append([0] * len(stems))
            continue
        cosines = sentence.vectors @ passage.vectors.T
        mine = np.maximum(mine, np.searchsorted(COSINES, cosines.max(axis=1), "right"))
        levels = np.searchsorted(COSINES, cosines.max(axis=0), "right").tolist()
        here = set(my_stems)
        theirs.append([SAME_WORD if stem in here else level for stem, level in zip(stems, levels, strict=True)])
    own = [SAME_WORD if stem in stems_there else level for stem, level in zip(my_stems, mine.tolist(), strict=True)]
    for row, k in enumerate(sentence.content):
        flags = known.flags.get(int(k))
        if flags is None:
            continue
        if any(flags[f] for f in MEANT):
            own[row] = KNOWN
        elif any(flags[f] for f in NOT_MEANT):
            own[row] = 0
    return own, theirs
