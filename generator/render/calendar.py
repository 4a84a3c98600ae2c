"""The schedules as one file for calendar programs (iCalendar, RFC 5545), the same bytes for the same handbook."""

from collections.abc import Iterator
from datetime import date

from generator.artifacts import Artifact
from generator.handbook import Handbook
from generator.models.improvement import Schedule
from generator.render.edition import Edition, address_of
from generator.render.recurrence import first, rule, said
from generator.render.text import plain
from generator.texts import label

CALENDAR = "schedules.ics"
LONGEST = 75
"""Bytes of a line; what is longer goes on in the next one, behind a blank."""
ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


def calendar_artifacts(handbook: Handbook, edition: Edition) -> Iterator[Artifact]:
    """`schedules.ics`, where there are schedules and the edition has a day on which it takes effect."""
    if has_calendar(handbook, edition):
        yield Artifact(CALENDAR, calendar(handbook, edition).encode())


def has_calendar(handbook: Handbook, edition: Edition) -> bool:
    """Whether there is anything to put into a calendar, and a day to begin with."""
    return bool(edition.effective and handbook.of(Schedule))


def calendar(handbook: Handbook, edition: Edition) -> str:
    """All schedules as whole-day events from the day on which the edition takes effect."""
    start = date.fromisoformat(edition.effective)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//handbook//schedules//ZH", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    lines.append(_text("X-WR-CALNAME", " · ".join(filter(None, (edition.site_name, edition.store)))))
    for schedule in handbook.of(Schedule):
        lines += _event(handbook, edition, schedule, start)
    return "".join(f"{folded(line)}\r\n" for line in (*lines, "END:VCALENDAR"))


def _event(handbook: Handbook, edition: Edition, schedule: Schedule, start: date) -> Iterator[str]:
    yield from ("BEGIN:VEVENT", f"UID:{schedule.id}@handbook", f"DTSTAMP:{start:%Y%m%d}T000000Z")
    yield f"DTSTART;VALUE=DATE:{first(schedule.recurs, start):%Y%m%d}"
    yield f"RRULE:{rule(schedule.recurs)}"
    yield _text("SUMMARY", schedule.title)
    yield _text("DESCRIPTION", "\n".join(_description(handbook, schedule)))
    yield _text("CATEGORIES", label(f"page.schedule-types.{schedule.type}"))
    if address := edition.full_url(address_of(schedule, edition)):
        yield f"URL:{address}"
    yield from ("TRANSP:TRANSPARENT", "END:VEVENT")


def _description(handbook: Handbook, schedule: Schedule) -> Iterator[str]:
    """What to do, when, who, and on which form."""
    yield plain(handbook, schedule.what)
    yield _line("when", said(schedule.recurs))
    yield _line("owner", handbook.entries[schedule.owner].title)
    named = {"participants": schedule.participants, "forms": (*schedule.forms, *schedule.checklists)}
    for name, ids in named.items():
        if titles := [handbook.entries[id].title for id in ids if id not in handbook.hidden]:
            yield _line(name, label("calendar.and").join(titles))
    if schedule.lasts:
        yield _line("lasts", str(handbook.quantity(schedule.lasts)))
    if schedule.result:
        yield _line("result", plain(handbook, schedule.result))


def _line(name: str, words: str) -> str:
    return label("calendar.line", name=label(f"calendar.{name}"), words=words)


def _text(name: str, words: str) -> str:
    return f"{name}:{words.translate(ESCAPED)}"


def folded(line: str) -> str:
    """The line in pieces of at most 75 bytes, no character cut in two."""
    pieces = [""]
    room = LONGEST
    for char in line:
        size = len(char.encode())
        if size > room:
            pieces.append("")
            room = LONGEST - 1
        pieces[-1] += char
        room -= size
    return "\r\n ".join(pieces)
