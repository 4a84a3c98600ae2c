"""Forms keep what their notices say, and a loan's terms agree wherever they stand."""

from collections.abc import Iterator

from generator.handbook import Handbook
from generator.inline import references
from generator.models.form import Form
from generator.models.number import Figure
from generator.models.people import Loan, Service
from generator.models.quantity import Quantity, units
from generator.problems import Problem
from generator.reading.nearest import nearest
from generator.rules.finding import begins, finding

DAY = 86_400
FULL_WIDTH = 12


def notices_have_fields(handbook: Handbook) -> Iterator[Problem]:
    """Every rule on a form names the fields on which it is kept, or says that it is information only."""
    for form in handbook.of(Form):
        known = [field.id for part in form.parts for field in part.fields]
        for index, notice in enumerate(form.notices):
            if not notice.fields and not notice.information:
                yield finding(handbook, form, "notice-without-field", ("notices", index), {"begins": begins(notice.text)})
            for position, id in enumerate(notice.fields):
                if id not in known:
                    path = ("notices", index, "fields", position)
                    yield finding(handbook, form, "unknown-field", path, {"id": id}, suggestions=nearest(id, known))


def consequences_are_complete(handbook: Handbook) -> Iterator[Problem]:
    """Where one box of a choice says what follows from it, every box does."""
    for form in handbook.of(Form):
        for part_index, part in enumerate(form.parts):
            for index, field in enumerate(part.fields):
                for place, option in enumerate(field.options):
                    if option.consequence is None and any(other.consequence for other in field.options):
                        path = ("parts", part_index, "fields", index, "options", place)
                        params = {"option": option.label, "field": field.label}
                        yield finding(handbook, form, "option-without-consequence", path, params, severity="warning")


def rows_are_full(handbook: Handbook) -> Iterator[Problem]:
    """Fields stand in rows of twelve columns; a field that does not fit any more leaves a hole at the end of its row."""
    for form in handbook.of(Form):
        for part_index, part in enumerate(form.parts):
            used = 0
            for index, field in enumerate(part.fields):
                if used + field.width > FULL_WIDTH:
                    if used < FULL_WIDTH:
                        path = ("parts", part_index, "fields", index)
                        params = {"field": field.label, "used": used, "width": field.width, "left": FULL_WIDTH - used}
                        yield finding(handbook, form, "ragged-row", path, params, severity="warning")
                    used = 0
                used += field.width


def loan_terms_agree(handbook: Handbook) -> Iterator[Problem]:
    """A loan's deposit and its fee per day are money in one unit, and its forfeit is computed from these two."""
    for service, loan in _loans(handbook):
        deposit, fee = (_typed(handbook, id) for id in (loan.deposit, loan.late_fee))
        if deposit is None or fee is None:
            continue
        params = {"deposit": deposit.text, "fee": fee.text}
        if deposit.unit not in units()["money"] or deposit.unit != fee.unit or _things(fee) not in ("", deposit.per):
            yield finding(handbook, service, "loan-units", ("loan", "late-fee"), params)
        if not _is_daily(fee) or fee.high == 0:
            yield finding(handbook, service, "fee-not-daily", ("loan", "late-fee"), params)


def forfeit_is_computed(handbook: Handbook) -> Iterator[Problem]:
    """The day on which a fee exceeds the deposit is computed from the fee and the deposit of the same loan."""
    for service, loan in _loans(handbook):
        figure = handbook.entries.get(loan.forfeit or "")
        if isinstance(figure, Figure):
            computed = figure.computed
            if computed is None or (computed.fee, computed.exceeds) != (loan.late_fee, loan.deposit):
                params = {"id": figure.id, "fee": loan.late_fee, "deposit": loan.deposit}
                yield finding(handbook, service, "loan-forfeit", ("loan", "forfeit"), params)


def computed_from_typed(handbook: Handbook) -> Iterator[Problem]:
    """A computed figure follows from typed ones, of which the fee is more than nothing."""
    for figure in handbook.of(Figure):
        for name in ("fee", "exceeds") if figure.computed else ():
            id = getattr(figure.computed, name)
            value = _typed(handbook, id)
            if id in handbook.entries and (value is None or (name == "fee" and value.high == 0)):
                yield finding(handbook, figure, "computed-from-computed", ("computed", name), {"id": id})


def loan_stands_on_its_form(handbook: Handbook) -> Iterator[Problem]:
    """The form of a loan tells the customer the deposit, the late fee, the period, the limit and the forfeit."""
    for service, loan in _loans(handbook):
        form = handbook.entries.get(loan.form)
        if not isinstance(form, Form):
            continue
        quoted = {reference.id for notice in form.notices for reference in references(notice.text)}
        for id in (loan.deposit, loan.late_fee, loan.period, loan.limit, loan.forfeit):
            if id and id not in quoted and id in handbook.entries:
                params = {"id": id, "number": handbook.entries[id].title, "service": service.title}
                yield finding(handbook, form, "loan-not-on-form", ("notices",), params, key=True)


def _loans(handbook: Handbook) -> Iterator[tuple[Service, Loan]]:
    return ((service, service.loan) for service in handbook.of(Service) if service.loan)


def _typed(handbook: Handbook, id: str) -> Quantity | None:
    figure = handbook.entries.get(id)
    return figure.value if isinstance(figure, Figure) else None


def _is_daily(fee: Quantity) -> bool:
    periods = (fee.every[1:], *fee.per.split("/"))
    return any(units()["time"].get(period) == DAY for period in periods)


def _things(fee: Quantity) -> str:
    """What a fee is for, without the day: of a price per umbrella and day, the umbrella."""
    things = [part for part in fee.per.split("/") if part not in units()["time"]]
    return "/".join(things)
