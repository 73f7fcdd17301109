"""Where an office file lies: on a local disk, on a network share or in a synced folder."""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from pathlib import Path

_NETWORK_TYPES = frozenset({
    "9p", "afpfs", "afs", "beegfs", "ceph", "cifs", "davfs", "fuse.davfs2", "fuse.glusterfs", "fuse.rclone",
    "fuse.s3fs", "fuse.sshfs", "fuse.vmhgfs-fuse", "gfs2", "glusterfs", "lustre", "ncpfs", "nfs", "nfs4", "ocfs2",
    "prl_fs", "smb3", "smbfs", "vboxsf", "vmhgfs", "virtiofs",
})  # fmt: skip
_SYNCED_NAMES = (
    "onedrive", "dropbox", "google drive", "googledrive", "icloud", "nextcloud", "owncloud", "pcloud",
    "box sync", "mobile documents", "cloudstorage", "nutstore", "坚果云", "yandex.disk", "yandexdisk", "mega",
)  # fmt: skip
_SYNCED_WHOLE = frozenset({"box", "mega", "nutstore", "my drive"})
_DRIVE_REMOTE = 4


class Location(StrEnum):
    """What may be expected of locks and of write order there."""

    LOCAL = "local"
    SHARE = "share"
    SYNCED = "synced"


def locate(path: Path, mounts: str | None = None) -> Location:
    """Classify ``path``; ``mounts`` is the text of /proc/mounts, read if None and there."""
    where = path.absolute()
    if _on_share(where, mounts):
        return Location.SHARE
    return Location.SYNCED if any(_synced(part) for part in where.parent.parts) else Location.LOCAL


def _synced(folder: str) -> bool:
    name = folder.casefold()
    if name in _SYNCED_WHOLE:
        return True
    return any(len(known) > 4 and name.startswith(known) for known in _SYNCED_NAMES)


def _on_share(path: Path, mounts: str | None) -> bool:
    text = str(path)
    if text.startswith(("\\\\", "//")):
        return True
    if sys.platform == "win32":
        return _windows_drive_type(path) == _DRIVE_REMOTE
    if mounts is None:
        mounts = _proc_mounts()
    return _mount_type(text, mounts) in _NETWORK_TYPES


def _windows_drive_type(path: Path) -> int:
    import ctypes

    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009  (absent from the stubs of other systems)
    return int(kernel.GetDriveTypeW(path.drive + "\\"))


def _proc_mounts() -> str:
    try:
        return Path("/proc/mounts").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _mount_type(path: str, mounts: str) -> str:
    """File system type of the mount that holds ``path``: of the longest mount point above it, the last one."""
    best, found = "", ""
    for line in mounts.splitlines():
        parts = line.split(" ")
        if len(parts) < 3:
            continue
        point = parts[1].replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\")
        inside = path == point or path.startswith(point.rstrip("/") + os.sep)
        if inside and len(point) >= len(best):
            best, found = point, parts[2]
    return found
