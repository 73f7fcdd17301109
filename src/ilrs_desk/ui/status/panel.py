"""A panel of the Status page: a thin frame, a title, and room for what it shows."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ilrs_desk.ui.labels import PlainLabel


class Panel(QFrame):
    """``title`` above ``body``; ``corner`` holds what stands at the right of the title."""

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.title = PlainLabel(title, role="section")
        self.corner = QHBoxLayout()
        self.corner.setSpacing(4)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addLayout(self.corner)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(15, 11, 15, 13)
        self.body.setSpacing(8)
        self.body.addLayout(head)
