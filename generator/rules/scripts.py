"""Every blank of a script is declared, and every declared one is used."""

from collections.abc import Iterator

from generator.handbook import Handbook
from generator.inline import variables
from generator.models.speech import Script
from generator.problems import Problem
from generator.reading.nearest import nearest
from generator.rules.finding import finding


def variables_are_declared(handbook: Handbook) -> Iterator[Problem]:
    """Blanks that a script does not declare, and blanks outside scripts, which nobody fills."""
    for entry, path, text, _ in handbook.texts:
        declared = entry.variables if isinstance(entry, Script) else None
        for name in variables(text):
            spot = (f"{{{name}}}", 0)
            if declared is None:
                yield finding(handbook, entry, "variable-outside-script", path, {"name": name}, spot=spot)
            elif name not in declared:
                meant = nearest(name, declared)
                yield finding(handbook, entry, "variable-undeclared", path, {"name": name}, spot=spot, suggestions=meant)


def variables_are_used(handbook: Handbook) -> Iterator[Problem]:
    """Declared blanks that no line has."""
    for script in handbook.of(Script):
        used = {name for _, text, _ in script.prose() for name in variables(text)} if script.variables else set()
        for name in script.variables:
            if name not in used:
                yield finding(handbook, script, "variable-unused", ("variables", name), {"name": name}, key=True)
