"""Roles, and the services they offer."""

from typing import ClassVar, Literal

from generator.models.base import AnyRef, ChapterRef, Entry, FigureRef, FormRef, Model, Prose, RoleRef, SlaRef, Title


class Role(Entry):
    """Who: a post, a department, a partner, a group of staff or customers."""

    kind: ClassVar[str] = "role"
    plural: ClassVar[str] = "roles"

    type: Literal["post", "function", "department", "team", "partner", "staff-group", "customer-group"] = "post"
    department: Title | None = None
    reports_to: RoleRef | None = None
    duties: tuple[Prose, ...] = ()
    note: Prose | None = None


class Loan(Model):
    """The terms on which something is lent."""

    deposit: FigureRef
    late_fee: FigureRef
    period: FigureRef | SlaRef | None = None
    limit: FigureRef | None = None
    forfeit: FigureRef | None = None
    """The computed day on which the fee exceeds the deposit."""
    form: FormRef


class Service(Entry):
    """A convenience service: free, paid or on conditions."""

    kind: ClassVar[str] = "service"
    plural: ClassVar[str] = "services"

    chapter: ChapterRef
    charge: Literal["free", "paid", "conditional"]
    summary: Prose
    eligibility: Prose | None = None
    stock: FigureRef | None = None
    custodian: RoleRef | None = None
    price: FigureRef | None = None
    loan: Loan | None = None
    standards: tuple[AnyRef, ...] = ()
