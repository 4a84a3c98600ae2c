"""What a checklist may ask for."""

import pytest
from pydantic import ValidationError

from generator.sheets.screen import screened
from generator.sheets.write import workbook
from tests.sheets.papers import EDITION, drawn, inspect, section


def test_a_workbook_for_as_many_assessors_as_may_be_passes_our_own_screen() -> None:
    handbook, checklist = drawn(section(*[inspect("grade", 5)] * 60), assessors=30)

    assert screened("a.xlsx", workbook(handbook, checklist, EDITION)) is None


@pytest.mark.parametrize("assessors", [0, 31, 1000])
def test_no_more_assessors_than_a_workbook_has_room_for(assessors: int) -> None:
    with pytest.raises(ValidationError):
        drawn(section(inspect()), assessors=assessors)
