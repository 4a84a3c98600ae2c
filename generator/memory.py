"""Python's search for cycles of values that nothing else holds, kept from where it would cost much and find nothing."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def unsearched() -> Iterator[None]:
    """No search inside: reading makes very many values that stay and hardly a cycle."""
    searching = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searching:
            gc.enable()


@contextmanager
def settled() -> Iterator[None]:
    """Inside, no search looks at what exists already, such as the handbook while the site is made."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
