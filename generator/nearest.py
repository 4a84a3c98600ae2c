"""Did you mean …? By spelling, by same sound, by width and by Traditional characters."""

import unicodedata
from collections.abc import Iterable
from functools import cache

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from generator.problems import Suggestion

MOST = 3


def nearest(word: str, known: Iterable[str]) -> tuple[Suggestion, ...]:
    """At most three of the `known` words that `word` may stand for, best first."""
    scored = sorted((score, other, reason) for other in known if (found := _likeness(word, other)) for score, reason in [found])
    return tuple(Suggestion(other, reason) for _, other, reason in scored[:MOST])


def _likeness(word: str, other: str) -> tuple[float, str] | None:
    """How far `other` is from `word` (less is nearer) and in what they are alike, or nothing."""
    folded, folded_other = _folded(word), _folded(other)
    if folded == folded_other:
        return 0.0, "width"
    if not folded.isascii():
        if _simplified(folded) == folded_other:
            return 0.1, "traditional"
        if _sound(folded) == _sound(folded_other):
            return 0.2, "sound"
    if abs(len(folded) - len(folded_other)) > 6:
        return None
    distance = OSA.distance(folded, folded_other)
    close = (distance <= 1 and max(len(folded), len(folded_other)) > 1) or fuzz.ratio(folded, folded_other) >= 75
    return (0.3 + distance, "spelling") if close else None


@cache
def _folded(word: str) -> str:
    return unicodedata.normalize("NFKC", word).casefold().replace("_", "-").strip()


@cache
def _simplified(word: str) -> str:
    from opencc import OpenCC

    return str(OpenCC("t2s").convert(word))


@cache
def _sound(word: str) -> tuple[str, ...]:
    from pypinyin import lazy_pinyin

    return tuple(lazy_pinyin(word))
