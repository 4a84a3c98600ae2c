"""Addresses: from any page, a link leads where it should, on a server and from disk."""

import posixpath
from urllib.parse import urljoin

from hypothesis import given
from hypothesis import strategies as st

from generator.render.edition import Edition, relative

PAGES = st.sampled_from(["index", "slas", "standards/index", "standards/lend-umbrella", "forms/umbrella-slip", "sources"])
ANCHORS = st.sampled_from(["", "#desk-greeting"])


@given(page=PAGES, target=PAGES, anchor=ANCHORS, offline=st.booleans())
def test_following_a_link_gives_the_address_it_was_made_for(page: str, target: str, anchor: str, offline: bool) -> None:
    edition = Edition("1", "x", offline=offline)
    root = "https://shop.example/handbook/"

    followed = urljoin(root + edition.url(page), edition.href(page, edition.url(target) + anchor))

    assert followed == root + edition.url(target) + anchor


@given(page=PAGES, offline=st.booleans())
def test_a_download_is_reached_from_every_page(page: str, offline: bool) -> None:
    edition = Edition("1", "x", offline=offline)

    followed = urljoin("file:///d/" + edition.url(page), edition.href(page, "forms/umbrella-slip.pdf"))

    assert followed == "file:///d/forms/umbrella-slip.pdf"


def test_offline_pages_are_files_and_served_pages_are_folders() -> None:
    served, offline = Edition("1", "x"), Edition("1", "x", offline=True)

    assert [served.url(p) for p in ("index", "slas", "forms/index", "forms/a")] == ["", "slas/", "forms/", "forms/a/"]
    assert [offline.url(p) for p in ("index", "slas", "forms/index", "forms/a")] == [
        "index.html", "slas.html", "forms/index.html", "forms/a.html",
    ]  # fmt: skip


FOLDERS = st.lists(st.sampled_from(["standards", "forms", "x", "xy"]), max_size=4).map("/".join)


@given(address=FOLDERS, folder=FOLDERS)
def test_the_way_between_two_folders_is_the_shortest(address: str, folder: str) -> None:
    assert relative(address, folder) == posixpath.relpath(f"/{address}", f"/{folder}")
