"""The calendar file: what calendar programs read from it, and that it is the same each time."""

import re
from dataclasses import replace
from datetime import datetime

from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from generator.layers import layered
from generator.render.calendar import calendar, calendar_artifacts, folded
from generator.render.edition import Edition
from tests.render.page_samples import EDITION, SHOP, book, hostile

UNESCAPED = {"n": "\n", "N": "\n"}


def lines(text: str) -> list[str]:
    """The lines of a calendar file, put together again."""
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    return text.replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


def events(text: str) -> list[dict[str, str]]:
    """The events of a calendar file by the names of their properties, parameters left with the name."""
    found: list[dict[str, str]] = []
    for line in lines(text)[1:-1]:
        name, value = line.split(":", 1)
        if line == "BEGIN:VEVENT":
            found.append({})
        elif found and name != "END":
            assert name not in found[-1], name
            found[-1][name] = re.sub(r"\\(.)", lambda m: UNESCAPED.get(m[1], m[1]), value)
    return found


def test_a_schedule_is_a_whole_day_that_comes_round() -> None:
    count, talk = events(calendar(book(), EDITION))

    assert count == {
        "UID": "count@handbook",
        "DTSTAMP": "20261201T000000Z",
        "DTSTART;VALUE=DATE": "20261231",
        "RRULE": "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1",
        "SUMMARY": "数伞",
        "DESCRIPTION": "数一遍雨伞，押金按 20 元/把 核对。\n时间：每季度最后一天\n负责：服务台客服\n"
        "参加：值班领班\n表单：租借单、每日巡检\n留下：盘点单。",
        "CATEGORIES": "盘点",
        "URL": "https://handbook.example/schedules/#count",
        "TRANSP": "TRANSPARENT",
    }
    assert (talk["UID"], talk["DTSTART;VALUE=DATE"], talk["RRULE"]) == ("talk@handbook", "20261201", "FREQ=DAILY")


def test_every_event_begins_with_the_first_day_of_its_rule() -> None:
    for event in events(calendar(book(), EDITION)):
        begins = datetime.strptime(event["DTSTART;VALUE=DATE"], "%Y%m%d")
        assert next(iter(rrulestr(event["RRULE"], dtstart=begins))) == begins


def test_the_file_is_whole_and_the_same_each_time() -> None:
    first, second = calendar(book(), EDITION), calendar(book(), EDITION)

    assert first == second
    assert lines(first)[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]
    assert lines(first)[-1] == "END:VCALENDAR"
    assert lines(first).count("BEGIN:VEVENT") == lines(first).count("END:VEVENT") == 2


def test_there_is_a_file_only_with_schedules_and_a_day_to_begin_with() -> None:
    assert [artifact.path for artifact in calendar_artifacts(book(), EDITION)] == ["schedules.ics"]
    assert list(calendar_artifacts(book(), Edition("1", "手册"))) == []
    assert list(calendar_artifacts(book("roles:\n  desk: {title: 服务台, own: true}\n"), EDITION)) == []


def test_without_an_address_of_the_site_an_event_has_none() -> None:
    assert all("URL" not in event for event in events(calendar(book(), replace(EDITION, site_url=""))))


def test_a_store_reads_its_own_numbers_and_no_form_it_lacks() -> None:
    stores = "stores:\n  east: {title: 东店, values: {deposit: 30 元/把}, without: [umbrella], own: true}\n"

    count, _ = events(calendar(layered(book(SHOP + stores), "east"), replace(EDITION, store="东店")))

    assert "30 元/把" in count["DESCRIPTION"]


def test_nothing_typed_into_a_text_becomes_a_property() -> None:
    text = SHOP.replace("title: 晨会,", 'title: "晨;会,\\\\ END:VEVENT",').replace("讲当天的事。", '"第一行\\nEND:VEVENT"')

    _, talk = events(calendar(book(text), EDITION))

    assert talk["SUMMARY"] == "晨;会,\\ END:VEVENT"
    assert talk["DESCRIPTION"].startswith("第一行\nEND:VEVENT\n时间")
    assert len(events(calendar(hostile(), EDITION))) == 2


@given(st.text(st.characters(exclude_characters="\r\n", exclude_categories=("Cs",)), max_size=400))
def test_a_folded_line_has_at_most_75_bytes_and_is_put_together_again(line: str) -> None:
    pieces = folded(line).split("\r\n")

    assert all(len(piece.encode()) <= 75 for piece in pieces)
    assert all(piece.startswith(" ") for piece in pieces[1:])
    assert pieces[0] + "".join(piece[1:] for piece in pieces[1:]) == line
