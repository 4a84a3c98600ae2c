"""A store's layer: own values where they are allowed, and no page for what it does not offer."""

from pathlib import Path

import pytest

from generator.handbook import Origin
from generator.layers import layered, without
from generator.models.form import Form
from generator.models.number import Figure
from generator.models.people import Service
from generator.models.quantity import parse_quantity
from generator.models.standard import Standard
from generator.problems import HandbookError
from generator.project import Project, load

HANDBOOK = """
chapters:
  services: {title: 便民服务, order: 1, summary: 借用与代办。}
roles:
  service-desk: {title: 服务台客服, own: true}
figures:
  stroller-deposit: {title: 婴儿车押金, value: 500 元/辆, stores-may: lower, own: true}
  umbrella-deposit: {title: 雨伞押金, value: 20 元/把, own: true}
standards:
  lend-stroller:
    title: 婴儿车租借
    chapter: services
    roles: [service-desk]
    clauses: [{id: deposit, text: "收押金 [[stroller-deposit]]。", must: true}]
    own: true
  lend-umbrella:
    title: 雨伞租借
    chapter: services
    roles: [service-desk]
    clauses: [{id: deposit, text: "收押金 [[umbrella-deposit]]，与 [[lend-stroller]] 一样登记。", must: true}]
    own: true
services:
  stroller: {title: 婴儿车, chapter: services, charge: free, summary: 免费借用。, standards: [lend-stroller], own: true}
  umbrella: {title: 雨伞, chapter: services, charge: free, summary: 免费借用。, standards: [lend-umbrella], own: true}
stores:
  chengdu: {title: 成都店, values: {stroller-deposit: 300 元/辆}, own: true}
  hefei: {title: 合肥店, without: [stroller], own: true}
"""


def test_a_store_has_its_own_value_and_knows_the_base(project) -> None:
    handbook = layered(project(HANDBOOK).check().handbook, "chengdu")

    assert str(handbook.quantity("stroller-deposit")) == "300 元/辆"
    assert handbook.origin("stroller-deposit") == Origin(
        value=parse_quantity("300 元/辆"), base=parse_quantity("500 元/辆"), store="成都店"
    )
    assert handbook.origin("umbrella-deposit").store == ""


def test_a_service_a_store_lacks_takes_along_what_only_it_uses(project) -> None:
    handbook = layered(project(HANDBOOK.replace("，与 [[lend-stroller]] 一样登记", "")).check().handbook, "hefei")

    assert [s.id for s in handbook.of(Service)] == ["umbrella"]
    assert [s.id for s in handbook.of(Standard)] == ["lend-umbrella"]
    assert [f.id for f in handbook.of(Figure)] == ["umbrella-deposit"]
    assert handbook.of(Form) == ()


def test_what_a_schedule_or_an_indicator_quotes_stays(project) -> None:
    text = HANDBOOK.replace("，与 [[lend-stroller]] 一样登记", "")
    check = "title: 查车, type: check, recurs: {every: day}, owner: service-desk, what: 看一遍。, own: true"
    share = "title: 押金, set: 甲, weight: 100, target: stroller-deposit, measure: 数, data: 表, owner: service-desk, own: true"

    scheduled = layered(
        project(f"{text}schedules:\n  look: {{{check}, standards: [lend-stroller]}}\n").check().handbook, "hefei"
    )
    measured = layered(project(f"{text}kpis:\n  share: {{{share}}}\n").check().handbook, "hefei")

    assert scheduled.hidden == {"stroller"}
    assert measured.hidden == {"stroller", "lend-stroller"}


def test_what_another_standard_quotes_stays(project) -> None:
    handbook = layered(project(HANDBOOK).check().handbook, "hefei")

    assert [s.id for s in handbook.of(Standard)] == ["lend-stroller", "lend-umbrella"]


def test_a_digest_changes_with_a_quoted_number(project) -> None:
    base = project(HANDBOOK).check().handbook

    assert layered(base, "chengdu").digest("lend-stroller") != base.digest("lend-stroller")
    assert layered(base, "chengdu").digest("lend-umbrella") == base.digest("lend-umbrella")


def test_an_unknown_store_is_named_with_those_known(project) -> None:
    with pytest.raises(HandbookError) as caught:
        layered(project(HANDBOOK).check().handbook, "chengd")

    [problem] = caught.value.problems
    assert (problem.code, problem.suggestions[0].word) == ("no-such-store", "chengdu")


CYCLE = """
chapters:
  services: {title: 便民服务, order: 1, summary: 借用与代办。}
roles:
  service-desk: {title: 服务台客服, duties: ["照 [[lend]] 办。"], own: true}
figures:
  copies: {title: 联数, value: 2 联, own: true}
  pledge: {title: 押金, value: 20 元/把, own: true}
scripts:
  offer: {title: 问借伞, situation: 下雨, speakers: [service-desk], lines: ["照 [[lend.take]] 说。"], own: true}
standards:
  lend: {title: 借伞, chapter: services, roles: [service-desk], summary: "押金 [[pledge]]，见 [[offer]]、[[back]]、[[all]]。",
    clauses: [{id: take, text: 收钱, must: true, inspect: {how: 看}}], own: true}
  back: {title: 还伞, chapter: services, roles: [service-desk], summary: "押金 [[pledge]]，见 [[lend.take]]。",
    clauses: [{id: give, text: 退钱, must: true}], own: true}
  push: {title: 借车, chapter: services, roles: [service-desk], summary: "见 [[all]]。",
    clauses: [{id: take, text: 推车, must: true}], own: true}
  all: {title: 借用总则, chapter: services, roles: [service-desk],
    summary: "见 [[lend.take]]、[[push]]，押金 [[pledge]]，写 [[copies]]。",
    clauses: [{id: write, text: 登记, must: true}], own: true}
services:
  umbrella: {title: 雨伞, chapter: services, charge: free, summary: "押金 [[pledge]]。", standards: [lend, back], own: true}
  stroller: {title: 婴儿车, chapter: services, charge: free, summary: 免费借用。, standards: [push], own: true}
  glasses: {title: 花镜, chapter: services, charge: free, summary: 免费借用。, standards: [all], own: true}
checklists:
  round: {title: 巡检, summary: 看, when: 每天, assessed-by: [service-desk], own: true,
    sections: [{id: a, title: 借, items: [lend.take]}], bands: [{from: 0, title: 过}]}
"""


@pytest.mark.parametrize(
    ("services", "hidden"),
    [
        ((), set()),
        (("umbrella",), {"umbrella", "lend", "back", "pledge", "offer"}),
        (("glasses",), {"glasses"}),
        (("stroller", "glasses"), {"stroller", "glasses", "push"}),
        (
            ("umbrella", "stroller", "glasses"),
            {"umbrella", "lend", "back", "pledge", "offer", "stroller", "push", "glasses", "all", "copies"},
        ),
    ],
)
def test_entries_that_quote_each_other_do_not_keep_one_another(project, services: tuple[str, ...], hidden: set[str]) -> None:
    handbook = project(CYCLE).check().handbook

    assert len(handbook.entries) == 13
    assert without(handbook, services) == hidden


def test_a_service_of_the_real_handbook_goes_with_its_standards_forms_and_numbers() -> None:
    handbook = load(Project(Path(__file__).parent.parent)).handbook
    hidden = without(handbook, ("umbrella-lending",))

    assert {"return-umbrella", "umbrella-deposit", "umbrella-late-fee", "umbrella-refund", "slip-lost"} <= hidden
    assert {"lend-stroller", "stroller-slip", "stroller-deposit", "lending-basics", "lending-damage"}.isdisjoint(hidden)
