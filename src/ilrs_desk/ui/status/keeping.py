"""Taking something of the Status page along: figures with their footnotes, and pictures of panels or the whole page."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QWidget

from ilrs_desk.ui.charts.canvas import ItemCanvas
from ilrs_desk.ui.charts.pictures import Picture
from ilrs_desk.ui.copying import as_lines
from ilrs_desk.ui.dialogs import show_note
from ilrs_desk.ui.files import FileChooser, with_ending
from ilrs_desk.ui.text import title_case, tr, visible

from .attention import MatterLine
from .board import Board
from .card import FigureCard
from .panel import ChartPanel
from .reading import Reading
from .words import day_words, quote_words

PICTURES = "Picture (*.png);;Drawing (*.svg)"


class Keeping:
    """Copies and saves what ``page`` shows on ``board``; ``office`` is its name."""

    def __init__(self, page: QWidget, board: Board, chooser: FileChooser, office: str) -> None:
        self._page, self._board, self._chooser, self._office = page, board, chooser, office
        self.reading: Reading | None = None

    def copy(self) -> None:
        """Copy what has the keyboard, with its footnote; all figures if that is nothing of the kind."""
        widget = QApplication.focusWidget()
        while widget is not None and widget is not self._page:
            if isinstance(widget, ItemCanvas):
                widget.copy_wanted.emit(widget.pointed_item())
                return
            if isinstance(widget, (FigureCard, ChartPanel, MatterLine)):
                widget.copy()
                return
            widget = widget.parentWidget()
        self.copy_figures()

    def copy_figures(self) -> None:
        """Put all figures with their footnotes on the clipboard."""
        if self.reading is not None:
            figures, moment = self.reading.progress.figures, self.reading.moment
            rows = [[tr(one.target.label), quote_words(one, moment)] for one in figures]
            QGuiApplication.clipboard().setText(as_lines(rows))

    def picture(self) -> Picture:
        """The whole page, also what is scrolled out of sight."""
        words = day_words(self.reading.moment, self.reading.progress.as_of) if self.reading else ""
        return Picture((self._board,), f"{visible(self._office)} · {tr('Status')}", title_case(words))

    def save(self, picture: Picture, name: str) -> None:
        """Ask for a file and write ``picture`` into it, as PNG or SVG."""
        proposed = f"{name.replace('/', '-')}.png"
        chosen = self._chooser.to_save(self._page, tr("Save as a Picture"), PICTURES, proposed)
        if chosen is None:
            return
        path = with_ending(chosen, ".png", ".svg")
        try:
            picture.save(path)
        except OSError:
            words = tr("{file} could not be written. Choose another folder.", file=str(path))
            show_note(self._page, tr("The picture was not saved"), words)

    def open_menu(self, button: QPushButton) -> None:
        """What can be done with the page as a whole, below ``button``."""
        menu = QMenu(self._page)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.addAction(tr("Copy All Figures"), self.copy_figures)
        menu.addAction(
            tr("Copy the Page as a Picture"),
            lambda: QGuiApplication.clipboard().setImage(self.picture().image()),
        )
        menu.addAction(tr("Save the Page as a Picture…"), lambda: self.save(self.picture(), tr("Status")))
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))
