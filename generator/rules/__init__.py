"""House rules: each a small function that yields the problems of a handbook."""

from collections.abc import Callable, Iterator

from generator.handbook import Handbook
from generator.problems import Problem
from generator.rules import (
    checklists,
    entries,
    forms,
    improvement,
    leftovers,
    numbers,
    scripts,
    seasons,
    sources,
    stores,
    words,
)

Rule = Callable[[Handbook], Iterator[Problem]]
# what can be said of an entry by itself
ENTRY_RULES: tuple[Rule, ...] = (
    numbers.bare_figure,
    leftovers.broken_references,
    leftovers.placeholders,
    words.banned_in_script,
    words.banned_term,
    words.punctuation,
    words.fullwidth_digits,
    words.long_sentence,
    scripts.variables_are_declared,
    scripts.variables_are_used,
    checklists.weights,
    checklists.bands,
    checklists.items,
    checklists.extremes,
    checklists.critical_answered,
    forms.notices_have_fields,
    forms.consequences_are_complete,
    forms.rows_are_full,
    improvement.recurrences,
    improvement.choices_differ,
    entries.duplicate_titles,
    entries.repeated_parts,
    entries.steps_lead_somewhere,
    sources.entries_cite_sources,
    sources.decisions_are_made,
    sources.one_document_each,
)
# what only the whole handbook can tell
HANDBOOK_RULES: tuple[Rule, ...] = (
    seasons.season_is_dates,
    seasons.seasons_cover_the_year,
    checklists.inspections,
    forms.computed_from_typed,
    forms.loan_terms_agree,
    forms.forfeit_is_computed,
    forms.loan_stands_on_its_form,
    improvement.frequencies,
    improvement.weights,
    improvement.cases_teach,
    entries.orphans,
    sources.sources_are_cited,
    stores.store_values,
)
RULES = (*ENTRY_RULES, *HANDBOOK_RULES)


def broken_rules(handbook: Handbook, whole: bool = True) -> Iterator[Problem]:
    """Everything the rules find; where entries are missing (not `whole`), only what an entry shows by itself."""
    for rule in RULES if whole else ENTRY_RULES:
        yield from rule(handbook)
