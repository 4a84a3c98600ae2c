"""House rules: each a small function that yields the problems of a linked handbook."""

from collections.abc import Callable, Iterator

from generator.handbook import Handbook
from generator.problems import Problem
from generator.rules import checklists, entries, forms, numbers, scripts, seasons, sources, stores, words

Rule = Callable[[Handbook], Iterator[Problem]]
RULES: tuple[Rule, ...] = (
    numbers.bare_figure,
    words.banned_in_script,
    words.banned_term,
    words.punctuation,
    words.fullwidth_digits,
    words.long_sentence,
    scripts.variables_are_declared,
    scripts.variables_are_used,
    seasons.season_is_dates,
    seasons.seasons_cover_the_year,
    checklists.weights,
    checklists.bands,
    checklists.items,
    checklists.inspections,
    checklists.extremes,
    checklists.critical_answered,
    forms.notices_have_fields,
    forms.consequences_are_complete,
    forms.rows_are_full,
    forms.computed_from_typed,
    forms.loan_terms_agree,
    forms.forfeit_is_computed,
    forms.loan_stands_on_its_form,
    entries.orphans,
    entries.duplicate_titles,
    entries.repeated_parts,
    entries.steps_lead_somewhere,
    sources.entries_cite_sources,
    sources.sources_are_cited,
    sources.decisions_are_made,
    stores.store_values,
)


def broken_rules(handbook: Handbook) -> Iterator[Problem]:
    """Everything the rules find."""
    for rule in RULES:
        yield from rule(handbook)
