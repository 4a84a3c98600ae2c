"""One measurement in a process of its own: `python -m benchmarks.measure NAME FOLDER` prints what it found as JSON.

Each function gets the folder of a generated handbook and returns numbers by name: `seconds` as a clock counts them, and
`work`, the processor's seconds, which others at work on the same machine change least. `peak_mib` is added to all.
"""

import json
import os
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

Found = dict[str, float]
FORMS = 60
REPEATS = 3
TITLES = 10
EDITION: dict[str, Any] = {"version": "1.0", "site_name": "样本手册", "site_url": "https://handbook.example/"}


class Clock:
    """Runs from its making."""

    def __init__(self) -> None:
        self.start, self.worked = time.perf_counter(), time.process_time()

    def read(self, times: int = 1) -> Found:
        """What one of so many times took."""
        return {
            "seconds": (time.perf_counter() - self.start) / times,
            "work": (time.process_time() - self.worked) / times,
        }


def parse(root: Path) -> Found:
    """A bare parse: every file through libyaml, nothing looked at."""
    import yaml

    files = [path.read_bytes() for path in sorted(root.rglob("*.yaml"))]
    clock = Clock()
    for content in files:
        yaml.load(content, Loader=yaml.CSafeLoader)
    return {**clock.read(), "megabytes": sum(map(len, files)) / 1e6}


def check(root: Path) -> Found:
    """What `handbook check` does: reads, parses, links, all house rules."""
    from generator.project import Project, load

    clock = Clock()
    loaded = load(Project(root))
    found = clock.read()
    assert loaded.problems == (), loaded.problems[:3]
    return {**found, "entries": len(loaded.handbook.entries)}


def site(root: Path) -> Found:
    """What `handbook build` does."""
    clock = Clock()
    from generator.project import Project, build

    built = build(Project(root))
    return {**clock.read(), "pages": built.pages}


def paper(root: Path) -> Found:
    """The part of a build that makes forms, as pages and as PDF, and workbooks."""
    from generator.models.checklist import Checklist
    from generator.project import Project, load
    from generator.render.edition import Edition
    from generator.render.prints import form_artifacts
    from generator.sheets.write import workbook

    handbook, edition = load(Project(root)).handbook, Edition(**EDITION)
    clock = Clock()
    for _ in form_artifacts(handbook, edition):
        pass
    for checklist in handbook.of(Checklist):
        workbook(handbook, checklist, edition, edition.site_url)
    return clock.read()


def engine(root: Path) -> Found:
    """The bare engine on the tree that the last build left."""
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    clock = Clock()
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    with tempfile.TemporaryDirectory() as folder:
        build(load_config(str(root / "build" / "mkdocs.yml"), site_dir=folder))
        return clock.read()


def forms(root: Path) -> Found:
    """A form as PDF, from the entry to the bytes."""
    from generator.render.layout import layout
    from generator.render.pdf import pdf

    handbook, edition, found = _forms(root)
    pdf(layout(handbook, found[0], edition))
    clock = Clock()
    for form in found[1:]:
        pdf(layout(handbook, form, edition))
    return clock.read(len(found) - 1)


def typst(root: Path) -> Found:
    """The same forms through Typst alone: one compiler kept, everything handed over ready."""
    from generator.render.layout import layout
    from generator.render.pdf import compiler, inputs, template

    handbook, edition, found = _forms(root)
    ready = [inputs(layout(handbook, form, edition)) for form in found]
    compiler().compile(template(), format="pdf", sys_inputs=ready[0])
    clock = Clock()
    for values in ready[1:]:
        compiler().compile(template(), format="pdf", sys_inputs=values)
    return clock.read(len(found) - 1)


def _forms(root: Path) -> tuple[Any, Any, Any]:
    """The handbook, its edition and the forms to measure, all different."""
    from generator.models.form import Form
    from generator.project import Project, load
    from generator.render.edition import Edition

    handbook = load(Project(root)).handbook
    return handbook, Edition(**EDITION), handbook.of(Form)[: FORMS + 1]


def search(root: Path) -> Found:
    """Titles, questions and slips typed key by key in headless Chromium: what a key costs, and what is loaded."""
    from playwright.sync_api import sync_playwright

    from generator.project import Project, load
    from generator.render.edition import Edition
    from generator.render.search import search_artifacts

    files = {a.path: a.content for a in search_artifacts(load(Project(root)).handbook, Edition(**EDITION))}
    with sync_playwright() as browsers:
        browser = browsers.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page()
        for path in ("assets/minisearch.js", "assets/search.js", "search/search-data.js"):
            page.add_script_tag(content=files[path].decode())
        loading = page.evaluate(INDEX)
        keys = [page.evaluate(TYPE, _typed()) for _ in range(REPEATS)]
        browser.close()
    costs = sorted(min(same) for same in zip(*keys, strict=True))
    data = len(files["search/search-data.js"]) / 1e6
    return {"worst_ms": costs[-1], "median_ms": statistics.median(costs), "data_mb": data, "index_ms": loading}


INDEX = """() => {
    const start = performance.now(), search = globalThis.handbookSearch;
    const store = search.makeStore(globalThis.handbookSearchData, MiniSearch);
    store.step();
    globalThis.typed = search.makeRank(store);
    return performance.now() - start;
}"""
TYPE = """(queries) => queries.flatMap((query) => [...query].map((_, end) => {
    const start = performance.now();
    globalThis.typed([...query].slice(0, end + 1).join(""));
    return performance.now() - start;
}))"""


def _typed() -> list[str]:
    """Forty things people type; every key of each is one search."""
    from benchmarks.generate import WORDS, name

    titles = [name(number * 37) for number in range(TITLES)]
    asked = [f"{thing}{act}要多久" for thing, act in zip(WORDS["things"], WORDS["acts"], strict=False)]
    slips = ["雨散怎么借", "yusan jiechu", "lunyi", "退貨單", "５元一次", "三十秒内", "客人等太久说什么", "不能做的事"]
    return [
        *titles,
        *asked,
        *slips,
        *(f"{place} {thing}" for place, thing in zip(WORDS["places"], WORDS["things"], strict=False)),
    ][:40]


MEASURES: dict[str, Callable[[Path], Found]] = {
    measure.__name__: measure for measure in (parse, check, site, paper, engine, forms, typst, search)
}


def peak_mib() -> float:
    """The most memory this process has held."""
    size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return size / 2**20 if sys.platform == "darwin" else size / 2**10


if __name__ == "__main__":
    found = MEASURES[sys.argv[1]](Path(sys.argv[2]))
    print(json.dumps({**found, "peak_mib": peak_mib()}))
