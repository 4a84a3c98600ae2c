"""The kinds of the handbook, one family a file; `KINDS` is the list everything else goes by."""

from generator.models.base import Entry, Model
from generator.models.checklist import Checklist
from generator.models.form import Form
from generator.models.improvement import Case, Document, Kpi, Options, Schedule
from generator.models.number import Figure, Sla
from generator.models.people import Role, Service
from generator.models.provenance import Decision, Source, Store
from generator.models.speech import Script, Term
from generator.models.standard import Chapter, Standard, Uniform

KINDS: tuple[type[Entry], ...] = (
    Chapter, Standard, Uniform, Script, Sla, Figure, Service, Form, Checklist, Role,
    Schedule, Kpi, Case, Options, Document, Term, Decision, Source, Store,
)  # fmt: skip
KIND_BY_PLURAL = {kind.plural: kind for kind in KINDS}

__all__ = ["KINDS", "KIND_BY_PLURAL", "Entry", "Model"]
