"""No screen may guess rich text: Qt opens the files that such text names. Links leave through one door."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

# Name → the one file that may use it; None: no file may.
GUARDED: dict[str, str | None] = {
    "setHtml": "ui/copying.py",
    "insertHtml": None,
    "appendHtml": None,
    "setMarkdown": None,
    "toHtml": None,
    "RichText": "reports/xlsx_charts.py",
    "AutoText": None,
    "MarkdownText": None,
    "QTextEdit": None,
    "QTextBrowser": None,
    "QTextDocument": None,
    "QErrorMessage": None,
    "QProgressDialog": None,
    "QInputDialog": None,
    "QWizardPage": None,
    "QSplashScreen": None,
    "setOpenExternalLinks": None,
    "setWhatsThis": None,
    "QWhatsThis": None,
    "QMessageBox": "ui/dialogs.py",
    "openUrl": "ui/links.py",
    "QDesktopServices": "ui/links.py",
}
LABEL_HOME = "ui/labels.py"


def findings(source: str, where: str) -> list[str]:
    """Each use in `source` (file `where`, relative to the package) of what could guess rich text."""
    return [f"{where}:{line} {what}" for line, what in _uses(ast.parse(source), where)]


def _uses(tree: ast.AST, where: str) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        name = _name(node)
        if name in GUARDED and GUARDED[name] != where:
            yield node.lineno, name
        if isinstance(node, ast.Call):
            called = _name(node.func)
            if called == "QLabel" and where != LABEL_HOME:
                yield node.lineno, "QLabel( instead of PlainLabel("
            if called in ("setToolTip", "showText") and not any(
                _name_called(a) == "plain_tip" for a in node.args
            ):
                yield node.lineno, f"{called}( without plain_tip("
            # A form's row whose first word is text becomes a label of Qt's own making.
            if called == "addRow" and len(node.args) == 2 and _may_be_text(node.args[0]):
                yield node.lineno, "addRow( with text"


def _name(node: ast.AST) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _name_called(node: ast.expr) -> str:
    return _name(node.func) if isinstance(node, ast.Call) else ""


def _may_be_text(node: ast.expr) -> bool:
    if isinstance(node, ast.Call):
        return not _name_called(node).endswith("Label")
    return isinstance(node, (ast.Constant, ast.JoinedStr, ast.BinOp))


def test_no_screen_guesses_rich_text(root: Path) -> None:
    package = root / "src" / "ilrs_desk"
    files = sorted([*(package / "ui").rglob("*.py"), *(package / "app").rglob("*.py")])
    assert len(files) > 10
    found = [
        f for file in files for f in findings(file.read_text("utf-8"), file.relative_to(package).as_posix())
    ]
    assert found == []


@pytest.mark.parametrize(
    "sin",
    [
        "view.setHtml(name)",
        "label = QLabel(name)",
        "label = QtWidgets.QLabel(name)",
        "widget.setToolTip(name)",
        "QToolTip.showText(place, name, self)",
        "QMessageBox.warning(self, name, name)",
        "QDesktopServices.openUrl(url)",
        "label.setTextFormat(Qt.TextFormat.AutoText)",
        "form.addRow(tr('Name'), edit)",
        "form.addRow(f'{name}', edit)",
    ],
)
def test_each_way_is_noticed(sin: str) -> None:
    assert findings(sin, "ui/tables/some.py")


@pytest.mark.parametrize(
    ("fine", "where"),
    [
        ("form.addRow(PlainLabel(name), edit)", "ui/forms/some.py"),
        ("form.addRow(edit)", "ui/forms/some.py"),
        ("widget.setToolTip(plain_tip(text))", "ui/labels.py"),
        ("QToolTip.showText(place, plain_tip(name), self)", "ui/charts/some.py"),
        ("class PlainLabel(QLabel): pass", "ui/labels.py"),
        ("label.setTextFormat(Qt.TextFormat.PlainText)", "ui/dialogs.py"),
    ],
)
def test_the_plain_ways_are_let_be(fine: str, where: str) -> None:
    assert findings(fine, where) == []
