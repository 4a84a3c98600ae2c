"""A filled workbook as answers: found by keys, never by position; never trusted for its totals."""

from itertools import chain, islice

from generator.handbook import Handbook
from generator.layers import layered
from generator.models.checklist import Checklist
from generator.models.provenance import Store
from generator.problems import Place, Problem, errors
from generator.reading.nearest import nearest
from generator.sheets.answers import Filled
from generator.sheets.grid import Grid, grids, plain_number, word
from generator.sheets.layout import DATA, PROPERTY, SUMMARY, TOTAL
from generator.sheets.listed import Listed
from generator.sheets.load import Loaded, load, properties
from generator.sheets.questions import paper
from generator.sheets.screen import screened

MOST_KEY = 60


def read_filled(file: str, content: bytes, handbook: Handbook) -> tuple[Filled | None, list[Problem]]:
    """The answers in a workbook, and all that is wrong with it; no answers where it cannot be told what it is.

    An answer that is none is reported and counts as blank. No content makes this raise.
    """
    refused = screened(file, content)
    if refused:
        return None, [refused]
    try:
        loaded = load(content)
    except Exception:  # a broken part makes the parsers raise anything; the screen has bounded what they may cost
        return None, [Problem("xlsx-broken", Place(file, 0, 0))]
    reader = _Reader(file, loaded)
    return reader.filled(handbook), reader.problems


def is_summary(content: bytes) -> bool:
    """Whether this is a summary of scores that we made. No content makes this raise."""
    try:
        return screened("", content) is None and SUMMARY in properties(content)
    except Exception:  # as above
        return False


class _Reader:
    """Reads one workbook and gathers what is wrong with it."""

    def __init__(self, file: str, loaded: Loaded) -> None:
        self.file = file
        self.loaded = loaded
        self.problems: list[Problem] = []

    def filled(self, handbook: Handbook) -> Filled | None:
        meta, grid = self._meta(), self._grid()
        checklist = handbook.entries.get(meta.get("checklist", ""))
        if grid is None or "checklist" not in meta:
            if not any(errors(self.problems)):
                self._report("xlsx-not-ours")
            return None
        if not isinstance(checklist, Checklist):
            known = [c.id for c in handbook.of(Checklist)]
            params = {"id": meta["checklist"][:MOST_KEY]}
            meant = nearest(params["id"], known)
            self.problems.append(Problem("unknown-checklist", Place(self.file, 0, 0), params, meant))
            return None
        asked = paper(self._edition(handbook, meta.get("store", "")), checklist)
        version, digest, store = (meta.get(key, "")[:MOST_KEY] for key in ("version", "digest", "store"))
        if digest != asked.digest:
            self._report("checklist-changed", severity="warning", version=version)
        listed = Listed(self.file, grid, asked)
        answers = listed.answers(compare=digest == asked.digest)
        self.problems += listed.problems
        total = grid.marked(TOTAL)
        raw = grid.raw(total, "score") if total else None
        shown = plain_number(raw)[:MOST_KEY] if raw else ""
        return Filled(self.file, asked, answers, version, digest, store, shown, grid.place(self.file, total, "score"))

    def _edition(self, handbook: Handbook, store: str) -> Handbook:
        """The handbook as the store has it for which the workbook was made."""
        entry = next((entry for entry in handbook.of(Store) if entry.title == store), None)
        return layered(handbook, entry.id) if entry else handbook

    def _meta(self) -> dict[str, str]:
        """Which checklist and edition: from the hidden sheet, else from the properties of the file."""
        page = next((p for p in self.loaded.pages if word(p.cells.get((1, 1))) == DATA), None)
        if page:
            rows = {word(page.cells.get((row, 1))): word(page.cells.get((row, 2))) for row, _ in page.cells}
            return {key: value for key, value in rows.items() if key and value}
        found = {k.removeprefix(PROPERTY): v for k, v in self.loaded.properties.items() if k.startswith(PROPERTY)}
        if found.get("checklist"):
            self._report("data-sheet-missing", severity="warning")
        return found

    def _grid(self) -> Grid | None:
        found = list(islice(chain.from_iterable(map(grids, self.loaded.pages)), 2))
        if len(found) > 1:
            self._report("sheet-copied", found[1].place(self.file), first=found[0].page.name)
            return None
        return found[0] if found else None

    def _report(self, code: str, place: Place | None = None, *, severity: str = "error", **params: object) -> None:
        self.problems.append(Problem(code, place or Place(self.file, 0, 0), params, severity=severity))
