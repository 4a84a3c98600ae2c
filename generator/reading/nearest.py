"""Did you mean …? By width and case, by Traditional characters, by same sound, by spelling."""

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from generator.problems import Suggestion

MOST = 3
SHORT = 4
ALIKE = 75


def nearest(word: str, known: Iterable[str]) -> tuple[Suggestion, ...]:
    """At most three of the `known` words that `word` may stand for, best first."""
    folded = {other: _folded(other) for other in known}
    found: dict[str, str] = {}
    for other, reason in _alike(_folded(word)[:100], folded):
        if other != word:
            found.setdefault(other, reason)
    return tuple(Suggestion(other, reason) for other, reason in list(found.items())[:MOST])


def _alike(word: str, known: dict[str, str]) -> Iterator[tuple[str, str]]:
    """The words alike with the reason, in the order of how surely they were meant."""
    yield from ((other, "width") for other, folded in known.items() if folded == word)
    if not word.isascii():
        simplified, sound = _simplified(word), _sound(word)
        yield from ((other, "traditional") for other, folded in known.items() if folded == simplified)
        same_length = ((other, folded) for other, folded in known.items() if len(folded) == len(word) and not folded.isascii())
        yield from ((other, "sound") for other, folded in same_length if _sound(folded) == sound)
    if 1 < len(word) <= SHORT:
        close = process.extract(word, known, scorer=OSA.distance, score_cutoff=1, limit=MOST)
        yield from ((other, "spelling") for folded, _, other in close if len(folded) > 1)
    near = process.extract(word, known, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=MOST + 1)
    yield from ((other, "spelling") for _, _, other in near)
    if not near and len(word) >= SHORT:
        within = sorted((abs(len(folded) - len(word)), other) for other, folded in known.items() if _within(word, folded))
        yield from ((other, "spelling") for _, other in within[:MOST])


def _within(word: str, other: str) -> bool:
    return len(other) >= SHORT and (word in other or other in word)


@lru_cache(maxsize=20_000)
def _folded(word: str) -> str:
    return unicodedata.normalize("NFKC", word).casefold().replace("_", "-").strip()


@lru_cache(maxsize=20_000)
def _sound(word: str) -> tuple[str, ...]:
    from pypinyin import lazy_pinyin

    return tuple(lazy_pinyin(word))


def _simplified(word: str) -> str:
    return _converter()(word)


@cache
def _converter() -> Callable[[str], str]:
    from opencc import OpenCC

    convert: Callable[[str], str] = OpenCC("t2s").convert
    return convert
