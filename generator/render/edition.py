"""What differs between builds of one handbook, and where its pages lie."""

import posixpath
from dataclasses import dataclass
from functools import lru_cache

from generator.models import Entry
from generator.models.checklist import Checklist
from generator.models.form import Form
from generator.models.provenance import document_id

# kinds with a page an entry; the others are rows of one page, or have none
PAGES = {
    "chapter": "chapters",
    "standard": "standards",
    "uniform": "uniforms",
    "script": "scripts",
    "service": "services",
    "form": "forms",
    "checklist": "checklists",
    "role": "roles",
    "case": "cases",
}
ROWS = {
    "sla": "slas",
    "figure": "figures",
    "schedule": "schedules/index",
    "kpi": "kpis/index",
    "options": "option-lists",
    "document": "documents",
    "term": "terms",
    "decision": "decisions",
    "store": "stores",
}


@dataclass(frozen=True)
class Edition:
    """One build: for a web server or, `offline`, to be opened from disk; of the base handbook or a store's layer."""

    version: str
    site_name: str
    site_url: str = ""
    effective: str = ""
    edit_url: str = ""
    """Address of a source line in an editor, with `{file}` and `{line}`; empty where there is none."""
    offline: bool = False
    store: str = ""
    """The name of the store, or empty."""

    def url(self, page: str) -> str:
        """Address of a page below the site's root: `standards/x` lies at `standards/x/`, offline at `standards/x.html`."""
        folder, _, name = page.rpartition("/")
        if name == "index":
            return posixpath.join(folder, "index.html") if self.offline else (f"{folder}/" if folder else "")
        return f"{page}.html" if self.offline else f"{page}/"

    def print_url(self, form: Form) -> str:
        """Address of a form's own page for filling and printing."""
        return f"forms/{form.id}.print.html" if self.offline else f"forms/{form.id}/print.html"

    def href(self, page: str, target: str) -> str:
        """The way from a page to an address below the site's root (perhaps with an anchor)."""
        folder = self.url(page).rpartition("/")[0]
        if target.startswith(folder):
            return way(folder, target)
        return "../" + way(folder.rpartition("/")[0], target).removeprefix("./")

    def full_url(self, address: str) -> str:
        """The address to print in a QR code, or empty where the site has none."""
        return posixpath.join(self.site_url, address) if self.site_url else ""


@lru_cache(maxsize=50_000)
def way(folder: str, target: str) -> str:
    """The way from a folder to an address (perhaps with an anchor), both below the site's root."""
    address, _, anchor = target.partition("#")
    found = relative(address, folder)
    if not address or address.endswith("/"):
        found += "/"
    return f"{found}#{anchor}" if anchor else found


def relative(address: str, folder: str) -> str:
    """The way from a folder to an address, both below the site's root, no slash at the end; `.` for the folder itself."""
    to, at = [part for part in address.split("/") if part], [part for part in folder.split("/") if part]
    shared = next((n for n, (a, b) in enumerate(zip(to, at, strict=False)) if a != b), min(len(to), len(at)))
    return "/".join([*[".."] * (len(at) - shared), *to[shared:]]) or "."


def page_of(entry: Entry) -> str:
    """The page that shows an entry, such as `standards/lend-umbrella` or, for a row, `slas`; sources have one a document."""
    if entry.kind == "source":
        return f"sources/{document_id(entry.id)}"
    return f"{PAGES[entry.kind]}/{entry.id}" if entry.kind in PAGES else ROWS[entry.kind]


def address_of(entry: Entry, edition: Edition, anchor: str = "") -> str:
    """Where an entry, or something with an anchor on its page, lies below the site's root."""
    anchor = anchor or ("" if entry.kind in PAGES else entry.id)
    return edition.url(page_of(entry)) + (f"#{anchor}" if anchor else "")


def pdf_path(form: Form) -> str:
    return f"forms/{form.id}.pdf"


def workbook_path(checklist: Checklist) -> str:
    return f"checklists/{checklist.id}.xlsx"
