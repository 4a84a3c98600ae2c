"""Where the output of each edition lies, and that nobody else's files are emptied for it."""

from collections.abc import Callable
from itertools import product

import pytest

from generator.problems import EnvironmentFault
from generator.project import Project, build
from tests.conftest import Drawn

SETTINGS = "site_name: 手册\nextra: {handbook: {version: 1}}\n"
SOUND = "roles:\n  desk: {title: 服务台客服, own: true}\n"


def test_no_store_has_the_folder_of_anything_else(project: Callable[..., Drawn]) -> None:
    drawn = Project(project(SOUND).root)

    works = [
        drawn.work_dir(store, offline) for store, offline in product(["", "lock", "docs", "preview", "offline"], [False, True])
    ]

    fixed = {drawn.root / "build" / name for name in ("lock", "docs", "preview")}
    assert len({*works, *fixed}) == len(works) + len(fixed)
    assert not any(one in work.parents for work in works for one in fixed)


def test_foreign_files_where_the_engine_s_input_goes_are_left_alone(project: Callable[..., Drawn]) -> None:
    drawn = project({"standards/a.yaml": SOUND, "mkdocs.yml": SETTINGS, "build/docs/letter.md": "x"})

    with pytest.raises(EnvironmentFault) as raised:
        build(drawn.project)

    assert raised.value.problem.code == "site-not-ours"
    assert (drawn.root / "build/docs/letter.md").read_text("utf-8") == "x"


@pytest.mark.parametrize(("id", "codes"), [("offline", ["reserved-id"]), ("a-offline", ["reserved-id"]), ("docs", [])])
def test_no_store_is_called_like_the_site_of_another(project: Callable[..., Drawn], id: str, codes: list[str]) -> None:
    assert project(f"{SOUND}stores:\n  {id}: {{title: 北店}}\n").codes() == codes
