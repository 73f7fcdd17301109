"""What the operating system must bring: Python's venv, and on Linux the libraries and a font for Qt."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

# Without these Qt cannot even be imported: soname → Debian package.
CORE_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libX11.so.6": "libx11-6",
    "libzstd.so.1": "libzstd1",
    "libz.so.1": "zlib1g",
    "libbrotlidec.so.1": "libbrotli1",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
}
# Without these a window cannot open on a screen.
SCREEN_LIBRARIES = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")
FONT_ENDINGS = (".ttf", ".otf", ".ttc", ".pfb")
# Small, and between them Latin, Greek, Cyrillic, Arabic, Thai and Chinese.
FONT_PACKAGES = "fonts-noto-core fonts-droid-fallback"


class SetupProblem(Exception):
    """What keeps the program from being set up, in sentences that end with what to do."""


def prepare(*, venv: bool, qt: bool) -> None:
    """See that what is asked for is on this machine, installing what is missing where that is allowed.

    `venv`: Python's own part for making environments, which Debian ships as a package of its own; `qt`: on Linux,
    the system libraries that Qt loads, and a font. Raises SetupProblem, with the one command to type, when
    going on would be of no use; what only a screen would lack is said in a sentence.
    """
    must = {} if importlib.util.find_spec("ensurepip") or not venv else {"Python's venv": _venv_package()}
    may: dict[str, str] = {}
    if qt and sys.platform.startswith("linux"):
        must |= {soname: CORE_LIBRARIES[soname] for soname in missing(CORE_LIBRARIES)}
        may |= {soname: SCREEN_LIBRARIES[soname] for soname in missing(SCREEN_LIBRARIES)}
        may |= {} if has_font() else {"a font": FONT_PACKAGES}
    packages = list(dict.fromkeys(" ".join([*must.values(), *may.values()]).split()))
    if not packages or _apt_install(packages):
        return
    told = f"Not found on this machine: {', '.join([*must, *may])}. {_to_type(packages)}"
    if must:
        raise SetupProblem(told)
    print(told, file=sys.stderr)


def missing(libraries: dict[str, str]) -> list[str]:
    """The sonames among the keys of `libraries` that the system's loader does not find."""
    return [soname for soname in libraries if not _loads(soname)]


def has_font() -> bool:
    """Whether any font at all is installed where fontconfig looks."""
    for folder in FONT_FOLDERS:
        for _, _, names in os.walk(Path(folder).expanduser()):
            if any(name.lower().endswith(FONT_ENDINGS) for name in names):
                return True
    return False


def _loads(soname: str) -> bool:
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def _apt_install(packages: list[str]) -> bool:
    """Whether apt was there, allowed and able to install these."""
    if shutil.which("apt-get") is None:
        return False
    rights = _rights()
    if rights is None:
        return False
    print(f"Installing {' '.join(packages)} with apt, once.", file=sys.stderr, flush=True)
    apt = [*rights, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-o", "Dpkg::Use-Pty=0"]
    # An old package list often still serves; if not, the installation itself says so.
    for words in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        done = _ask([*apt, *words])
    if done.returncode:
        print(done.stderr.strip(), file=sys.stderr)
    return done.returncode == 0


def _rights() -> list[str] | None:
    """The words before a command that needs root; None when we may not."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and _ask(["sudo", "-n", "true"]).returncode == 0:
        return ["sudo", "-n"]
    return None


def _ask(words: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(words, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)


def _venv_package() -> str:
    return "python3-venv" if sys.executable == "/usr/bin/python3" else f"python3.{sys.version_info[1]}-venv"


def _to_type(packages: list[str]) -> str:
    if shutil.which("apt-get"):
        return f"Please type  sudo apt-get install {' '.join(packages)}  and start again."
    return "Please install what brings it with your system's package tool, and start again."
