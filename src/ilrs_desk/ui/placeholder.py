"""What stands where there is nothing to show yet: what it is, and what to do."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from .labels import PlainLabel


class Placeholder(QWidget):
    """A heading and a sentence in the middle of an empty part."""

    def __init__(self, heading: str = "", text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = PlainLabel(heading, role="name")
        self.text = PlainLabel(text, role="muted", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(40, 40, 40, 40)
        layout.addStretch(2)
        for label in (self.heading, self.text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            layout.addWidget(label)
        layout.addStretch(3)

    def tell(self, heading: str, text: str) -> None:
        """Show another heading and sentence."""
        self.heading.setText(heading)
        self.text.setText(text)
