"""The two sets of colours and how the window wears them: one palette and one short style sheet, light or dark."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from .theme_sheet import sheet


@dataclass(frozen=True, slots=True)
class Colours:
    """Colours by their role, as #rrggbb; ``stages`` from contact to active; the ``…_ground`` ones lie under text."""

    ground: str
    panel: str
    ink: str
    mute: str
    line: str
    hover: str
    accent: str
    accent_ground: str
    on_accent: str
    ok: str
    ok_ground: str
    warn: str
    warn_ground: str
    bad: str
    bad_ground: str
    stages: tuple[str, str, str, str, str]
    dark: bool = False

    def color(self, role: str) -> QColor:
        """The colour of a role as Qt wants it."""
        return QColor(getattr(self, role))


LIGHT = Colours(
    ground="#f6f7f9",
    panel="#ffffff",
    ink="#1c2330",
    mute="#5b6575",
    line="#e1e5eb",
    hover="#eef2f8",
    accent="#2a5bd7",
    accent_ground="#e8effd",
    on_accent="#ffffff",
    ok="#19764d",
    ok_ground="#e5f4ec",
    warn="#965700",
    warn_ground="#fdf1de",
    bad="#b3312c",
    bad_ground="#fbe9e7",
    stages=("#c9d0da", "#e7c66b", "#e39a4a", "#5b8def", "#2f9e6e"),
)
DARK = Colours(
    ground="#14171c",
    panel="#1c2027",
    ink="#e7eaf0",
    mute="#9aa4b4",
    line="#2c323c",
    hover="#252b35",
    accent="#7aa2ff",
    accent_ground="#22304d",
    on_accent="#10141b",
    ok="#5cc99a",
    ok_ground="#1b3329",
    warn="#e8b15a",
    warn_ground="#3a2d18",
    bad="#f08a80",
    bad_ground="#3b2220",
    stages=("#4a5361", "#b8963c", "#c27c32", "#4f7fe0", "#2c8f63"),
    dark=True,
)


class Scheme(StrEnum):
    """What the user chose under View."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


def colours_of(widget: QWidget) -> Colours:
    """The colours that ``widget`` is shown in, told by the ground of its palette; for whatever paints itself.

    Ask again on ``QEvent.PaletteChange``.
    """
    return DARK if widget.palette().color(QPalette.ColorRole.Window).lightness() < 128 else LIGHT


class Theme(QObject):
    """Dresses the application and follows the system while the user has not chosen otherwise."""

    changed = Signal()

    def __init__(self, application: QApplication, scheme: Scheme = Scheme.SYSTEM, zoom: int = 0) -> None:
        super().__init__(application)
        self._application = application
        self._base_size = application.font().pointSizeF()
        self.scheme = scheme
        self.zoom = zoom
        application.setStyle("fusion")
        application.styleHints().colorSchemeChanged.connect(self._system_changed)
        self._wear()

    @property
    def colours(self) -> Colours:
        """The colours now worn."""
        if self.scheme is Scheme.SYSTEM:
            system = self._application.styleHints().colorScheme()
            return DARK if system is Qt.ColorScheme.Dark else LIGHT
        return DARK if self.scheme is Scheme.DARK else LIGHT

    def choose(self, scheme: Scheme) -> None:
        """Wear ``scheme`` from now on."""
        self.scheme = scheme
        self._wear()

    def zoom_to(self, zoom: int) -> None:
        """Make all text ``zoom`` points larger (or smaller) than the system's."""
        self.zoom = max(-3, min(12, zoom))
        self._wear()

    def _system_changed(self) -> None:
        if self.scheme is Scheme.SYSTEM:
            self._wear()

    def _wear(self) -> None:
        font = self._application.font()
        font.setPointSizeF(self._base_size + self.zoom)
        self._application.setFont(font)
        self._application.setPalette(palette_of(self.colours))
        self._application.setStyleSheet(sheet(self.colours, font.pointSizeF()))
        self.changed.emit()


def palette_of(colours: Colours) -> QPalette:
    """The palette of ``colours``; selections are soft, so that text in a selected row keeps its own colour."""
    palette = QPalette()
    role = QPalette.ColorRole
    for part, name in (
        (role.Window, "ground"),
        (role.WindowText, "ink"),
        (role.Base, "panel"),
        (role.AlternateBase, "hover"),
        (role.ToolTipBase, "panel"),
        (role.ToolTipText, "ink"),
        (role.PlaceholderText, "mute"),
        (role.Text, "ink"),
        (role.Button, "panel"),
        (role.ButtonText, "ink"),
        (role.BrightText, "on_accent"),
        (role.Highlight, "accent_ground"),
        (role.HighlightedText, "ink"),
        (role.Accent, "accent"),
        (role.Link, "accent"),
        (role.LinkVisited, "accent"),
        (role.Light, "panel"),
        (role.Midlight, "line"),
        (role.Mid, "line"),
        (role.Dark, "mute"),
        (role.Shadow, "line"),
    ):
        palette.setColor(part, colours.color(name))
    for part in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, part, _faded(colours))
    return palette


def _faded(colours: Colours) -> QColor:
    ink, panel = colours.color("mute"), colours.color("panel")
    return QColor(
        *((6 * getattr(ink, part)() + 4 * getattr(panel, part)()) // 10 for part in ("red", "green", "blue"))
    )
