"""The language of the handbook: banned words, punctuation, long sentences."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from generator.handbook import Handbook, clause_paths
from generator.inline import Literal, Reference, Words, flat
from generator.models import Entry
from generator.models.speech import Script, Term
from generator.problems import Problem
from generator.reading.source import Path
from generator.rules.finding import begins, clause_owners, finding, printed, spot_of
from generator.texts import read_texts

CJK = r"\u4e00-\u9fff"
SPOKEN = ("lines", "variants")


@cache
def language() -> dict[str, Any]:
    """The rules of language, from `templates/language.yaml`."""
    return read_texts("language.yaml")


def banned_in_script(handbook: Handbook) -> Iterator[Problem]:
    """Words no customer should hear, in the lines of a script."""
    banned = _Banned.of(language()["banned-in-scripts"], language()["except"])
    for entry, path, text, _ in handbook.texts:
        if isinstance(entry, Script) and path[0] in SPOKEN and path[-1] != "when":
            yield from banned.findings(handbook, entry, path, text)


def banned_term(handbook: Handbook) -> Iterator[Problem]:
    """Forms that a term bans, in any text but the terms' own explanations."""
    terms = handbook.of(Term)
    instead = {form: term.title for term in terms for form in term.banned}
    if not instead:
        return
    banned = _Banned.of(instead, [word for term in terms for word in (term.title, *term.aliases)])
    for entry, path, text, mark in handbook.texts:
        if mark.measured and not isinstance(entry, Term):
            yield from banned.findings(handbook, entry, path, text)


@dataclass(frozen=True)
class _Banned:
    """Banned words by their first character with the words to use instead, and for each the allowed words that hold it."""

    by_first: dict[str, list[str]]
    instead: dict[str, str]
    within: dict[str, list[str]]

    @staticmethod
    def of(instead: dict[str, str], allowed: list[str]) -> "_Banned":
        by_first: dict[str, list[str]] = {}
        for word in sorted(instead, key=len, reverse=True):
            by_first.setdefault(word[0], []).append(word)
        text = "\n".join(allowed)
        within = {word: [other for other in allowed if word in other] for word in instead if word in text}
        return _Banned(by_first, instead, within)

    def findings(self, handbook: Handbook, entry: Entry, path: Path, text: str) -> Iterator[Problem]:
        if self.by_first.keys().isdisjoint(text):
            return
        shown = printed(text)
        for start, char in enumerate(shown):
            for word in self.by_first.get(char, ()):
                if shown.startswith(word, start) and not self._allowed(shown, word, start):
                    params = {"word": word, "instead": self.instead[word]}
                    yield finding(handbook, entry, "banned-word", path, params, spot=(word, text.count(word, 0, start)))
                    break

    def _allowed(self, text: str, word: str, start: int) -> bool:
        """Whether a banned word is only a part of an allowed one here."""
        return any(
            text.find(other, max(0, start - other.index(word)), start + len(other)) >= 0 for other in self.within.get(word, ())
        )


@cache
def _halfwidth() -> re.Pattern[str]:
    marks = re.escape("".join(language()["fullwidth"]))
    return re.compile(rf"(?<=[{CJK}])[{marks}](?=[{CJK}]|$)|(?<=[{CJK}])\((?=\w)|(?<=\w)\)(?=[{CJK}])")


def punctuation(handbook: Handbook) -> Iterator[Problem]:
    """Half-width punctuation between Chinese characters."""
    pattern, fullwidth = _halfwidth(), language()["fullwidth"]
    for entry, path, text, mark in handbook.texts:
        if mark.measured and pattern.search(text):
            for match in pattern.finditer(printed(text)):
                yield finding(
                    handbook,
                    entry,
                    "punctuation",
                    path,
                    {"found": match[0], "wanted": fullwidth[match[0]]},
                    spot=spot_of(text, match),
                )


FULLWIDTH = re.compile("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]+")


def fullwidth_digits(handbook: Handbook) -> Iterator[Problem]:
    """Full-width digits and letters."""
    for entry, path, text, mark in handbook.texts:
        if mark.measured:
            for match in FULLWIDTH.finditer(text):
                wanted = "".join(chr(ord(c) - 0xFEE0) for c in match[0])
                yield finding(
                    handbook, entry, "fullwidth-digits", path, {"found": match[0], "wanted": wanted}, spot=spot_of(text, match)
                )


def long_sentence(handbook: Handbook) -> Iterator[Problem]:
    """Sentences of clauses that are too long to be checked at a glance, measured as they are printed."""
    limit = language()["longest-sentence"]
    ends = re.compile(f"[{language()['sentence-ends']}\n]")
    for entry in clause_owners(handbook):
        for path, clause in clause_paths(entry):
            for sentence in ends.split(_as_printed(handbook, clause.text)) if len(clause.text) > limit else ():
                if len(sentence.strip()) > limit:
                    params = {"length": len(sentence.strip()), "limit": limit, "begins": begins(sentence.strip())}
                    spot = (sentence.strip()[:6], 0)
                    yield finding(handbook, entry, "long-sentence", (*path, "text"), params, spot=spot)


def _as_printed(handbook: Handbook, text: str) -> str:
    parts = []
    for token in flat(text):
        if isinstance(token, Words | Literal):
            parts.append(token.text)
        elif isinstance(token, Reference):
            parts.append(token.words or _natural(handbook, token.id))
    return "".join(parts)


def _natural(handbook: Handbook, id: str) -> str:
    entry = handbook.entries.get(id)
    value = getattr(entry, "value", None)
    return str(value) if value else entry.title if entry else id
