"""The root mkdocs.yml: every wrong setting is a problem at its place."""

import pytest

from generator.problems import HandbookError
from generator.render.edition import Edition
from generator.site.settings import edition_of, read_settings

GOOD = """\
site_name: 顾客服务手册
site_url: https://handbook.example/shop
extra:
  handbook: {version: "2026.10", effective: 2026-12-01, edit_url: "https://git.example/{file}#L{line}"}
"""


def test_the_edition_is_what_the_settings_say() -> None:
    assert edition_of(read_settings(GOOD.encode()), store="城南店") == Edition(
        version="2026.10",
        site_name="顾客服务手册",
        site_url="https://handbook.example/shop/",
        effective="2026-12-01",
        edit_url="https://git.example/{file}#L{line}",
        store="城南店",
    )


def test_what_is_not_said_is_empty() -> None:
    least = "site_name: 手册\nextra: {handbook: {version: 1}}\n"

    assert edition_of(read_settings(least.encode()), offline=True) == Edition("1", "手册", offline=True)


@pytest.mark.parametrize(
    ("old", "new", "code", "shown"),
    [
        ("extra:\n", "nav: [a.md]\nextra:\n", "site-computed", "nav"),
        ("extra:\n", "hooks: [a.py]\nextra:\n", "site-computed", "hooks"),
        ("extra:\n", "plugins: [search]\nextra:\n", "site-computed", "plugins"),
        ("extra:\n", "docs_dir: docs\nextra:\n", "site-computed", "docs_dir"),
        ("extra:\n", "markdown_extensions: [pymdownx.snippets]\nextra:\n", "site-computed", "markdown_extensions"),
        ("extra:\n", "repo_url: https://github.com/a/b\nextra:\n", "site-foreign", "repo_url"),
        ("extra:\n", "extra:\n  analytics: {provider: google}\n", "site-foreign", "analytics"),
        ("extra:\n", "theme: {features: [navigation.instant]}\nextra:\n", "site-feature", "navigation.instant"),
        ("extra:\n", "theme: {features: [toc.follow, navigation.sections]}\nextra:\n", "site-feature", "navigation.sections"),
        ("extra:\n", "theme: {name: readthedocs}\nextra:\n", "site-theme", "readthedocs"),
        ("site_name: 顾客服务手册\n", "", "site-no-name", "s"),
        ("https://handbook.example/shop", "handbook.example", "site-not-an-address", "handbook.example"),
        ("https://git.example", "javascript:alert(1)//", "site-not-an-address", '"javascript:alert(1)///{file}#L{line}"'),
        ("2026-12-01", "2026-02-30", "site-not-a-day", "2026-02-30"),
        ('version: "2026.10", ', "", "site-no-version", "handbook"),
        ("2026-12-01", "1969-01-01", "site-day-too-far", "1969-01-01"),
        ("2026-12-01", "2107-01-01", "site-day-too-far", "2107-01-01"),
        ('"2026.10"', "[1, 2]", "not-text", "["),
        ("https://handbook.example/shop", '"https://[::1"', "site-not-an-address", '"https://[::1"'),
        ("extra:\n", "theme: readthedocs\nextra:\n", "site-theme", "readthedocs"),
        ("extra:\n", "theme: [material]\nextra:\n", "not-a-mapping", "["),
        ("extra:\n", "theme: {features: true}\nextra:\n", "not-a-list", "true"),
        ("extra:\n", "theme: {palette: 5}\nextra:\n", "not-a-mapping", "5"),
        ("extra:\n", "theme: {palette: [{scheme: slate}, 5]}\nextra:\n", "not-a-mapping", "5"),
        ("effective:", "effectiv:", "unknown-key", "effectiv"),
        ("extra:\n", "theme: !!python/name:os.system\nextra:\n", "yaml-tag", "!!python/name:os.system"),
    ],
)
def test_a_wrong_setting_is_a_problem_at_its_place(old: str, new: str, code: str, shown: str) -> None:
    text = GOOD.replace(old, new, 1)

    with pytest.raises(HandbookError) as raised:
        read_settings(text.encode())

    [problem] = raised.value.problems
    line = text.splitlines()[problem.place.line - 1]
    assert (problem.code, line[problem.place.column - 1 :][: problem.place.length]) == (code, shown)
    assert problem.says()
    assert problem.says("en")
    assert problem.fix()


def test_a_key_that_is_nearly_right_is_suggested() -> None:
    with pytest.raises(HandbookError) as raised:
        read_settings(GOOD.replace("effective:", "efective:").encode())

    assert [s.word for s in raised.value.problems[0].suggestions] == ["effective"]
