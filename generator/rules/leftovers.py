"""What was meant to be something else: references that lack a bracket, and words of an example left as they were."""

import re
from collections.abc import Iterator

from generator.handbook import Handbook
from generator.inline import Words, flat
from generator.problems import Problem, Suggestion
from generator.rules.finding import finding
from generator.texts import read_texts

BRACKETS = re.compile(r"\[\[?\s*(?P<id>[A-Za-z0-9.-]+)\s*\]?\]|\[\[|\]\]|\u3010\u3010|\u3011\u3011")


def broken_references(handbook: Handbook) -> Iterator[Problem]:
    """Brackets that print as they are although they look like a reference."""
    for entry, path, text, _ in handbook.texts:
        if not any(bracket in text for bracket in "[]\u3010\u3011"):
            continue
        for token in flat(text):
            for match in BRACKETS.finditer(token.text) if isinstance(token, Words) else ():
                id = match["id"] or ""
                if id and id not in handbook.entries:
                    continue
                meant = (Suggestion(f"[[{id}]]"),) if id else ()
                yield finding(
                    handbook, entry, "broken-reference", path, {"found": match[0]}, spot=(match[0], 0), suggestions=meant
                )


def placeholders(handbook: Handbook) -> Iterator[Problem]:
    """Words of an example that wait for an editor's own."""
    word = str(read_texts("language.yaml")["placeholder"])
    for entry, path, text, _ in handbook.texts:
        if word in text:
            yield finding(handbook, entry, "placeholder", path, {"word": word}, spot=(word, 0), severity="warning")
