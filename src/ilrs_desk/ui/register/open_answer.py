"""What a person has to say before a kept file opens: its password, or in which encoding its letters are."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QWidget

from ilrs_desk.domain.wording import Message
from ilrs_desk.ui.intake.unread_panel import USUAL_ENCODINGS
from ilrs_desk.ui.text import tr


class OpenAnswer(QWidget):
    """``given(password, encoding)``: one of the two. Hidden unless :meth:`ask` finds that an answer would help."""

    given = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setPlaceholderText(tr("Password of the file"))
        self.password.setAccessibleName(tr("Password of the file"))
        self.password.returnPressed.connect(self._give)
        self.encoding = QComboBox()
        self.encoding.setAccessibleName(tr("Encoding"))
        self.open_button = QPushButton(tr("&Open"))
        self.open_button.setAutoDefault(False)
        self.open_button.clicked.connect(self._give)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for widget in (self.password, self.encoding, self.open_button):
            row.addWidget(widget)
        row.addStretch(1)
        self.hide()

    def ask(self, code: str, message: Message) -> None:
        """Ask what the problem of ``code`` needs; nothing if no answer would help."""
        password, encoding = code == "ask.password", code == "ask.encoding"
        self.setVisible(password or encoding)
        self.password.setVisible(password)
        self.encoding.setVisible(encoding)
        if encoding:
            named = str(message.params.get("candidates", "")).split(",")
            listed = [part.split()[0] for part in named if part.strip()]
            self.encoding.clear()
            self.encoding.addItems(list(dict.fromkeys((*listed, *USUAL_ENCODINGS))))
        if password:
            self.password.setFocus()

    def _give(self) -> None:
        if self.password.isVisibleTo(self):
            self.given.emit(self.password.text(), "")
        else:
            self.given.emit("", self.encoding.currentText())
