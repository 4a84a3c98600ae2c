"""Numbers that are registered once: limits with a clock, and every other figure."""

from typing import ClassVar, Literal, Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from generator.models.base import Entry, FigureRef, Model, Prose, RoleRef, Title
from generator.models.quantity import Quantity, QuantityText, units

Change = Literal["locked", "any", "lower", "raise"]


class Sla(Entry):
    """A limit with a clock: what starts it, natural or working time, who owns it, who it escalates to."""

    kind: ClassVar[str] = "sla"
    plural: ClassVar[str] = "slas"

    limit: QuantityText
    from_: Prose
    """What starts the clock."""
    clock: Literal["natural", "working"] = "natural"
    owner: RoleRef
    escalates_to: RoleRef | None = None
    if_missed: Prose | None = None
    stores_may: Change = "locked"
    """What a store may do to this value."""

    @model_validator(mode="after")
    def _limit_is_a_time(self) -> Self:
        if self.limit.seconds is None and self.limit.unit not in (*units()["limit"], "clock"):
            raise PydanticCustomError("not-a-time", "", {"found": self.limit.text, "unit": self.limit.unit})
        return self

    @property
    def value(self) -> Quantity:
        return self.limit


class FirstDay(Model):
    """The first day on which a daily fee adds up to more than a deposit."""

    fee: FigureRef
    exceeds: FigureRef


class Figure(Entry):
    """Any other number: price, deposit, stock, angle, length, share, frequency, date range; typed or computed."""

    kind: ClassVar[str] = "figure"
    plural: ClassVar[str] = "figures"

    value: QuantityText | None = None
    computed: FirstDay | None = None
    of: Prose | None = None
    """What is counted or measured, and when."""
    group: Title | None = None
    """The heading it stands under on the page of figures."""
    stores_may: Change = "locked"

    @model_validator(mode="after")
    def _typed_or_computed(self) -> Self:
        if (self.value is None) == (self.computed is None):
            raise PydanticCustomError("value-or-computed", "", {})
        return self
