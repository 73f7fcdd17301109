"""What an audience means for a file, in one line: what is kept from it, or what leaves the house."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QWidget

from ilrs_desk.domain.naming import count_of
from ilrs_desk.reports.audience import Audience
from ilrs_desk.ui.dialogs import ask
from ilrs_desk.ui.settings import Settings
from ilrs_desk.ui.text import tr
from ilrs_desk.ui.values import field_label
from ilrs_desk.usecases.left_out import LeftOut

from .habits import keep_warned, was_warned


def leaving_words(audience: Audience, found: LeftOut | None) -> str:
    """The line under the audience; ``found``: how much is kept from it, None while that is counted."""
    meaning = {
        Audience.INTERNAL: tr("With personal contact data, for the office itself."),
        Audience.PARTNERS: tr("Without personal contact data."),
        Audience.PUBLIC: tr("Without people's names; counts under five are not shown."),
    }[audience]
    return " ".join(part for part in (meaning, _counted(audience, found)) if part)


def _counted(audience: Audience, found: LeftOut | None) -> str:
    if found is None or not (found.values or found.people):
        return ""
    names = tr(", ").join(dict.fromkeys(field_label(field) for field in found.fields))
    values = tr("1 value") if found.values == 1 else tr("{count} values", count=found.values)
    if audience is Audience.INTERNAL:
        return tr("Leaving the house: {values} ({names}).", values=values, names=names)
    kept = tr("Kept in the house: {values} ({names}).", values=values, names=names)
    people = tr("Not listed: {people}.", people=count_of("personnel", found.people))
    return " ".join([kept] * bool(found.values) + [people] * bool(found.people))


def warn_once(
    settings: Settings, audience: Audience, parent: QWidget, then: Callable[[], object]
) -> QDialog | None:
    """Call ``then``; before the first file for the office itself ask, since personal data leaves the house with it."""
    if audience is not Audience.INTERNAL or was_warned(settings):
        then()
        return None

    def go() -> None:
        keep_warned(settings)
        then()

    return ask(
        parent,
        tr("Personal data leaves the house"),
        tr(
            "A file for the office itself holds e-mail addresses, telephone numbers and other personal data, where "
            "they are recorded. Whoever has the file can read them. This is asked only once."
        ),
        tr("Go On"),
        go,
    )
