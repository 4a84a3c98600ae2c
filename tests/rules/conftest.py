"""A small sound handbook, to which each test adds what it is about."""

from collections.abc import Callable

import pytest

from generator.problems import Problem
from tests.conftest import Drawn, shown

BASE = """
chapters:
  desk: {title: 服务台, order: 10, summary: 服务台每天做的事}
roles:
  service-desk: {title: 服务台员工}
figures:
  deposit: {title: 雨伞押金, value: 20 元/把, own: true}
standards:
  lend:
    title: 雨伞租借
    chapter: desk
    roles: [service-desk]
    clauses:
      - {id: first, text: "先收押金 [[deposit]]，再交伞。", must: true, inspect: {how: 看}}
    own: true
"""
Found = list[tuple[str, str]]


@pytest.fixture
def check(project: Callable[..., Drawn]) -> Callable[[str], Found]:
    """The code of each problem that a text added to the handbook has, with the characters it points at."""

    def found(text: str) -> Found:
        drawn = project({"standards/base.yaml": BASE, "standards/new.yaml": text})
        return [(problem.code, shown(drawn.root, problem)) for problem in drawn.check().problems]

    return found


@pytest.fixture
def problems(project: Callable[..., Drawn]) -> Callable[[str], tuple[Problem, ...]]:
    """The problems themselves."""

    def found(text: str) -> tuple[Problem, ...]:
        return project({"standards/base.yaml": BASE, "standards/new.yaml": text}).check().problems

    return found


def standard(text: str, more: str = "") -> str:
    """A sound standard whose summary is `text`."""
    return f"""
standards:
  other:
    title: 另一条
    chapter: desk
    roles: [service-desk]
    summary: '{text}'
    clauses: [{{id: one, text: 照做, must: true}}]
    own: true
{more}"""
