"""What the window remembers between two starts: sizes, columns, colours, recent offices; never anything of a record."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

_RECENT = 10


class Settings:
    """The ini file of the window in the folder that the program was given; ``backups``: where copies are kept."""

    def __init__(self, folder: Path, backups: Path | None = None) -> None:
        self.folder = folder
        self.backups = backups
        folder.mkdir(parents=True, exist_ok=True)
        self._store = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)

    def text(self, key: str, default: str = "") -> str:
        """The text kept under ``key``."""
        value = self._store.value(key, default)
        return value if isinstance(value, str) else default

    def number(self, key: str, default: int) -> int:
        """The whole number kept under ``key``."""
        try:
            return int(self.text(key) or default)
        except ValueError:
            return default

    def flag(self, key: str, default: bool) -> bool:
        """Whether ``key`` is set."""
        return self.text(key, "yes" if default else "no") == "yes"

    def blob(self, key: str) -> QByteArray:
        """Bytes of Qt's own (a header's or a splitter's state); empty when there are none."""
        value = self._store.value(key)
        return value if isinstance(value, QByteArray) else QByteArray()

    def keep(self, key: str, value: str | int | bool | QByteArray) -> None:
        """Remember ``value`` under ``key``."""
        if isinstance(value, bool):
            value = "yes" if value else "no"
        self._store.setValue(key, value if isinstance(value, QByteArray) else str(value))

    def forget(self, key: str) -> None:
        """Remember nothing under ``key`` any more."""
        self._store.remove(key)

    def recent(self) -> list[Path]:
        """The offices opened last, newest first, also those that are not there now."""
        return [Path(line) for line in self.text("recent").splitlines() if line]

    def add_recent(self, office: Path) -> None:
        """Put ``office`` first among the recent ones."""
        office = office.absolute()
        kept = [office, *(path for path in self.recent() if path != office)]
        self.keep("recent", "\n".join(str(path) for path in kept[:_RECENT]))

    def clear_recent(self) -> None:
        """Forget which offices were opened."""
        self.forget("recent")
