"""What the import would do to the targets, and why."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ilrs_desk.domain.progress import Figure
from ilrs_desk.ui.labels import PlainLabel
from ilrs_desk.ui.text import isolate, number, say, tr, visible
from ilrs_desk.usecases.preview_import import Preview

from .import_work import ImportWork

_NAMED = 12
#: Reasons told beside a figure in the banner; all of them stand behind "Why?".
_TOLD = 2


class EffectBar(QFrame):
    """ "Effect: countries 0 → 10, institutions unchanged", with a link to the reasons."""

    def __init__(self, work: ImportWork, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self.setProperty("role", "effect")
        self.words = PlainLabel(wrap=True)
        self.why = QPushButton(tr("&Why?"))
        self.why.setProperty("role", "link")
        self.why.clicked.connect(self.explain)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.addWidget(self.words, 1)
        layout.addWidget(self.why)

    def show_effect(self) -> None:
        """Show the effect of the plan as it is ticked now."""
        preview = self._work.preview
        self.words.setText(effect_words(preview) if preview else "")
        self.why.setVisible(preview is not None)

    def explain(self) -> QDialog | None:
        """List what would count, what would not, and why. The dialog does not block."""
        if self._work.preview is None:
            return None
        dialog = QDialog(self)
        dialog.setWindowTitle(tr("Effect on the targets"))
        text = QPlainTextEdit(reasons(self._work.preview))
        text.setReadOnly(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(dialog.reject)
        layout = QVBoxLayout(dialog)
        layout.addWidget(text)
        layout.addWidget(buttons)
        dialog.resize(560, 420)
        dialog.open()
        return dialog


def effect_words(preview: Preview) -> str:
    """The effect in one sentence."""
    parts = []
    for before, after in _pairs(preview):
        label = tr(after.target.label).lower()
        whys = ", ".join(say(why) for why in preview.why.get(after.target.key, ())[:_TOLD])
        beside = f" ({whys})" if whys else ""
        if before.value == after.value:
            parts.append(tr("{what} unchanged at {value}", what=label, value=after.value) + beside)
        else:
            parts.append(f"{label} {number(before.value)} → {number(after.value)}{beside}")
    return tr("Effect: {parts}", parts=", ".join(parts))


def reasons(preview: Preview) -> str:
    """For each target what it rests on: what would newly stand there without counting, and the rule."""
    blocks = []
    for before, after in _pairs(preview):
        known = {(one.id, str(one.why)) for one in before.not_counted}
        summed = ", ".join(say(why) for why in preview.why.get(after.target.key, ()))
        fresh = [one for one in after.not_counted if (one.id, str(one.why)) not in known]
        lines = [f"{tr(after.target.label)}: {number(before.value)} → {number(after.value)}"]
        lines += [f"  {summed}"] if summed else []
        lines += [
            tr("  not counted: {name}: {why}", name=isolate(visible(one.label)), why=say(one.why))
            for one in fresh[:_NAMED]
        ]
        if len(fresh) > _NAMED:
            lines.append(tr("  … and {n} more that do not count", n=len(fresh) - _NAMED))
        lines.append(tr("  Rule {code}: {words}", code=after.rule.code, words=say(after.words)))
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks)


def _pairs(preview: Preview) -> list[tuple[Figure, Figure]]:
    was = {figure.target.key: figure for figure in preview.before.figures}
    return [(was[figure.target.key], figure) for figure in preview.after.figures if figure.target.key in was]
