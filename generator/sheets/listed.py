"""The answers in a list that came back, and what is wrong with its rows and cells."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date

from generator.problems import Place, Problem
from generator.sheets.answers import Answer, Answers, NotAnAnswer, answer_of, most_of
from generator.sheets.grid import Grid, plain_number
from generator.sheets.layout import ANSWER, COLUMN_KEYS, HEAD, META, META_COLUMNS, NAMES, SECTION, TOTAL, Layout
from generator.sheets.load import MOST_TEXT
from generator.sheets.questions import Paper, Question
from generator.texts import label

MARKS = frozenset({COLUMN_KEYS, HEAD, NAMES, SECTION, TOTAL})
NOT_PLAIN = {kind: f"answer-{kind}" for kind in ("formula", "error", "bool", "date", "percent")}
MOST_WORDS = 500
MOST_KEY = 60
MOST_ITEM = 60
MOST_NAME = 40


class Listed:
    """Reads the rows of one list for the questions it was asked, and gathers what is wrong with them."""

    def __init__(self, file: str, grid: Grid, asked: Paper) -> None:
        self.file = file
        self.grid = grid
        self.asked = asked
        self.problems: list[Problem] = []

    def answers(self, *, compare: bool) -> Answers:
        """All answers and words; `compare` says that a changed text is worth a word, for the edition is the same."""
        layout = Layout(self.asked)
        rows = self._rows()
        if compare:
            for id, row in rows.items():
                self._compare(row, self.asked.questions[id])
        for key in layout.keys(ANSWER):
            if key not in self.grid.columns:
                self._report("column-missing", self.grid.place(self.file), column=key)
        assessors = tuple(
            {id: self._answer(row, key, self.asked.questions[id]) for id, row in rows.items()} for key in layout.keys(ANSWER)
        )
        remarks = {id: word for id, row in rows.items() if (word := self._words(row, "remark"))}
        names = self.grid.marked(NAMES)
        named = tuple(self._words(names, key) for key in layout.keys(ANSWER)) if names else ()
        if names:
            self._repeated_names(names, dict(zip(layout.keys(ANSWER), named, strict=True)))
        return Answers(self.asked.checklist.id, assessors, remarks, self._filled_in(), named)

    def _repeated_names(self, row: int, named: Mapping[str, str]) -> None:
        """Reports each assessor's name that stands in an earlier column too, however it is spaced."""
        seen: set[str] = set()
        for key, name in named.items():
            plain = "".join(unicodedata.normalize("NFKC", name).casefold().split())
            if plain in seen:
                place = self.grid.place(self.file, row, key)
                self._report("assessor-repeated", place, severity="warning", name=name[:MOST_NAME])
            seen |= {plain} - {""}

    def _rows(self) -> dict[str, int]:
        """The row of each question; reports those that are missing, repeated, unknown or added."""
        found: dict[str, int] = {}
        repeated: set[str] = set()
        for row, key in self.grid.rows.items():
            if key in self.asked.questions and key in found:
                repeated.add(key)
                item = self.asked.questions[key].text[:MOST_ITEM]
                self._report("item-repeated", self.grid.place(self.file, row, "id"), item=item, row=found[key])
            elif key in self.asked.questions:
                found[key] = row
            elif row > self.grid.keys_row and key and key not in MARKS:
                self._report("item-unknown", self.grid.place(self.file, row, "id"), clause=key[:MOST_KEY])
            elif row > self.grid.keys_row and not key and self._says_something(row):
                self._report("row-extra", self.grid.place(self.file, row, "text"), severity="warning")
        for id, question in self.asked.questions.items():
            if id not in found:
                self._report("item-missing", self.grid.place(self.file), item=question.text[:MOST_ITEM])
        return {id: found[id] for id in self.asked.questions if id in found and id not in repeated}

    def _says_something(self, row: int) -> bool:
        keys = [key for key in self.grid.columns if key in ("text", "how", "remark") or key.startswith(ANSWER)]
        return any(raw is not None and raw.kind != "formula" for raw in (self.grid.raw(row, key) for key in keys))

    def _compare(self, row: int, question: Question) -> None:
        """Whether the item still says and weighs what the handbook says."""
        for key, expected in (("text", question.text), ("points", str(question.inspect.points))):
            raw = self.grid.raw(row, key)
            found = " ".join(plain_number(raw).split()) if raw else ""
            if found != " ".join(expected[:MOST_TEXT].split()):
                params = {"found": found[:40], "expected": expected[:40]}
                self._report("item-edited", self.grid.place(self.file, row, key), severity="warning", **params)

    def _answer(self, row: int, key: str, question: Question) -> Answer:
        raw = self.grid.raw(row, key)
        if raw is None:
            return None
        try:
            if raw.kind in NOT_PLAIN:
                raise NotAnAnswer(NOT_PLAIN[raw.kind])
            return answer_of(plain_number(raw), question.inspect)
        except NotAnAnswer as error:
            place, most = self.grid.place(self.file, row, key), most_of(question.inspect)
            self._report(error.code, place, found=raw.value[:40], most=most, item=question.text[:30])
            return None

    def _filled_in(self) -> dict[str, str]:
        """Store, date, person and the like."""
        found = {}
        for row, key in self.grid.rows.items():
            mark, *fields = key.split()[:3] or [""]
            if mark == META:
                for field, column in zip(fields, META_COLUMNS, strict=False):
                    words = self._words(row, column)
                    found[field] = self._day(words, self.grid.place(self.file, row, column)) if field == "date" else words
        return found

    def _day(self, words: str, place: Place) -> str:
        match = re.fullmatch(label("sheet.day"), words)
        try:
            return date(*map(int, match.groups())).isoformat() if match else self._bad_day(words, place)
        except ValueError:
            return self._bad_day(words, place)

    def _bad_day(self, words: str, place: Place) -> str:
        if words:
            self._report("bad-date", place, severity="warning", found=words[:40])
        return words

    def _words(self, row: int, key: str) -> str:
        """What someone wrote beside the answers; a formula or an error there is reported and left out."""
        raw = self.grid.raw(row, key)
        if raw is None:
            return ""
        if raw.kind in ("formula", "error"):
            self._report("words-formula", self.grid.place(self.file, row, key), severity="warning")
            return ""
        return plain_number(raw).strip()[:MOST_WORDS]

    def _report(self, code: str, place: Place, *, severity: str = "error", **params: object) -> None:
        self.problems.append(Problem(code, place, params, severity=severity))
