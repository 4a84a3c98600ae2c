"""The language of the handbook: banned words, punctuation, long sentences."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from generator.handbook import Handbook, clause_paths
from generator.inline import Literal, Reference, Words, flat
from generator.models import Entry
from generator.models.speech import Script, Term
from generator.problems import Problem
from generator.rules.finding import clause_owners, finding, printed, spot_of
from generator.source import Path
from generator.texts import read_texts

CJK = "\u4e00-\u9fff"
SPOKEN = ("lines", "variants")


@cache
def language() -> dict[str, Any]:
    """The rules of language, from `templates/language.yaml`."""
    return read_texts("language.yaml")


def banned_in_script(handbook: Handbook) -> Iterator[Problem]:
    """Words no customer should hear, in the lines of a script."""
    instead: dict[str, str] = language()["banned-in-scripts"]
    pattern = _words(instead, language()["except"])
    for entry, path, text, _ in handbook.texts:
        if isinstance(entry, Script) and path[0] in SPOKEN and path[-1] != "when":
            yield from _banned(handbook, entry, path, text, pattern, instead)


def banned_term(handbook: Handbook) -> Iterator[Problem]:
    """Forms that a term bans, in any text but the term's own explanation."""
    terms = handbook.of(Term)
    instead = {form: term.title for term in terms for form in term.banned}
    if not instead:
        return
    pattern = _words(instead, [word for term in terms for word in (term.title, *term.aliases)])
    for entry, path, text, mark in handbook.texts:
        if mark.measured and not isinstance(entry, Term):
            yield from _banned(handbook, entry, path, text, pattern, instead)


def _words(banned: dict[str, str], allowed: list[str]) -> re.Pattern[str]:
    """Matches `allowed` words first, so that a banned one inside them is not found, and names the banned ones `bad`."""
    longest = sorted({*banned, *allowed}, key=len, reverse=True)
    parts = [f"(?P<bad{n}>{re.escape(word)})" if word in banned else re.escape(word) for n, word in enumerate(longest)]
    return re.compile("|".join(parts))


def _banned(
    handbook: Handbook, entry: Entry, path: Path, text: str, pattern: re.Pattern[str], instead: dict[str, str]
) -> Iterator[Problem]:
    if not pattern.search(text):
        return
    for match in pattern.finditer(printed(text)):
        if match.lastgroup:
            word = match[0]
            yield finding(
                handbook, entry, "banned-word", path, {"word": word, "instead": instead[word]}, spot=spot_of(text, match)
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
                    params = {"length": len(sentence.strip()), "limit": limit, "begins": sentence.strip()[:12]}
                    yield finding(handbook, entry, "long-sentence", (*path, "text"), params)


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
