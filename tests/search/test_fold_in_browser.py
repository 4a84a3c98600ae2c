"""The browser folds and cuts texts as Python does."""

import random
from typing import Any

import pytest

from generator.render.fold import fold, tokens
from generator.render.search import search_assets, tables

PIECES = [
    *"雨傘伞押金租借嬰兒車婴儿车輪椅还還著着妳您零〇一二两三十百千万元秒点时號号日月周個个把次声小時分鐘钟天块錢",
    *"abzABZ019０１９ＡＺａ.:%/-–—、，。！？（）《》“”…·°℃㎡①½²_ \t\n\u3000\u00a0",
    "cm", "mm", "kg", "min", "小时", "工作日", "点整", "块钱", "22:00", "5月1日", "FM-33", "ß", "İ", "Σ", "é", "か", "한",
    "😀", "𠮷",
]  # fmt: skip


@pytest.mark.browser
def test_the_browser_folds_the_same(browser: Any) -> None:
    pick = random.Random(7)
    texts = ["".join(pick.choices(PIECES, k=pick.randrange(1, 14))) for _ in range(4000)]
    script = next(asset for asset in search_assets() if asset.path == "assets/search.js")
    page = browser.new_page()
    page.add_script_tag(content=script.content.decode())

    found = page.evaluate(
        "([data, texts]) => { const {fold, tokens} = handbookSearch.makeFold(data);"
        " return texts.map(text => [fold(text), tokens(fold(text))]); }",
        [tables(), texts],
    )

    page.close()
    differing = [(text, *pair) for text, pair in zip(texts, found, strict=True) if pair != [fold(text), tokens(fold(text))]]
    assert differing == []
