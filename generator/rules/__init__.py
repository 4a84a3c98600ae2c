"""House rules: each a small function that yields the problems of a linked handbook."""

from collections.abc import Callable, Iterator

from generator.handbook import Handbook
from generator.problems import Problem

Rule = Callable[[Handbook], Iterator[Problem]]
RULES: tuple[Rule, ...] = ()


def broken_rules(handbook: Handbook) -> Iterator[Problem]:
    """Everything the rules find."""
    for rule in RULES:
        yield from rule(handbook)
