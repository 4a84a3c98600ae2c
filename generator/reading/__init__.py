"""YAML text as entries: a strict dialect, a place for every value, and a sentence for every mistake."""
