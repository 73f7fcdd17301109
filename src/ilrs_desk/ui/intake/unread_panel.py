"""What stands in place of a file that cannot be read as it is: why, what to do, and a question if that helps."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ilrs_desk.domain.problems import Problem
from ilrs_desk.ui.labels import PlainLabel
from ilrs_desk.ui.text import say, tr, visible

from .import_work import ImportWork

_SAMPLE, _SAMPLE_LINES = 65_536, 4
USUAL_ENCODINGS = ("utf-8", "cp1252", "cp1251", "gb18030", "big5", "shift_jis", "cp1256", "cp1254", "koi8-r")


class UnreadPanel(QWidget):
    """The problem of one file in words."""

    def __init__(self, work: ImportWork, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._path = Path()
        self.title = PlainLabel(role="name", wrap=True)
        self.words = PlainLabel(wrap=True)
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setPlaceholderText(tr("Password of the file"))
        self.password.setAccessibleName(tr("Password of the file"))
        self.encoding = QComboBox()
        self.encoding.setAccessibleName(tr("Encoding"))
        self.encoding.setEditable(True)
        self.sample = PlainLabel(role="muted", wrap=True)
        self.open = QPushButton(tr("&Open"))
        self.again = QPushButton(tr("&Read Again"))
        answer = QHBoxLayout()
        for widget in (self.password, self.encoding, self.open, self.again):
            answer.addWidget(widget)
        answer.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self.title)
        layout.addWidget(self.words)
        layout.addLayout(answer)
        layout.addWidget(self.sample)
        layout.addStretch(1)
        self.password.returnPressed.connect(self._open)
        self.encoding.currentTextChanged.connect(self._show_sample)
        self.open.clicked.connect(self._open)
        self.again.clicked.connect(lambda: self._work.add([self._path]))

    def show_error(self, path: Path, error: Problem) -> None:
        """Tell why the file at ``path`` cannot be read, and ask for what would help."""
        self._path = path
        self.title.setText(visible(path.name))
        self.words.setText(say(error.message))
        self.password.clear()
        self.password.setVisible(error.code == "ask.password")
        asks_encoding = error.code == "ask.encoding"
        self.encoding.clear()
        self.encoding.addItems(_encodings(error) if asks_encoding else [])
        self.encoding.setVisible(asks_encoding)
        self.sample.setVisible(asks_encoding)
        self.open.setVisible(error.code == "ask.password" or asks_encoding)
        self.again.setVisible(not self.open.isVisibleTo(self))

    def _show_sample(self, encoding: str) -> None:
        self.sample.setText(sample_of(self._path, encoding) if encoding else "")

    def _open(self) -> None:
        if self.password.isVisibleTo(self):
            self._work.open_with(self._path, password=self.password.text())
        else:
            self._work.open_with(self._path, encoding=self.encoding.currentText())


def sample_of(path: Path, encoding: str) -> str:
    """The first lines of the file that the encoding matters to, as it reads them; "" where it cannot."""
    try:
        with path.open("rb") as stream:
            lines = [line for line in stream.read(_SAMPLE).splitlines() if not line.isascii()]
        return visible("\n".join(line.decode(encoding)[:160] for line in lines[:_SAMPLE_LINES]))
    except (OSError, LookupError, UnicodeDecodeError):
        return ""


def _encodings(error: Problem) -> list[str]:
    """The encodings that the reader holds for possible, the likeliest first, then the usual ones."""
    named = [
        part.split()[0] for part in str(error.message.params.get("candidates", "")).split(",") if part.strip()
    ]
    return list(dict.fromkeys((*error.suggestions, *named, *USUAL_ENCODINGS)))
