"""The search for cycles rests where it is told to, and only there."""

import gc

import pytest

from generator.memory import settled, unsearched


def test_the_search_rests_inside_and_goes_on_behind_even_after_an_error() -> None:
    @unsearched()
    def fails() -> None:
        raise ValueError(str(gc.isenabled()))

    with pytest.raises(ValueError, match="False"):
        fails()
    assert gc.isenabled()


def test_a_search_that_was_off_stays_off() -> None:
    gc.disable()
    try:
        with unsearched():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_what_exists_is_out_of_the_search_only_inside() -> None:
    with settled():
        assert gc.get_freeze_count() > 0

    assert gc.get_freeze_count() == 0
