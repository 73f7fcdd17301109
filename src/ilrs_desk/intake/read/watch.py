"""What the parent does about the child's memory where the child cannot limit itself."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

if sys.platform == "win32":  # pragma: no cover
    from ctypes import wintypes

    _PROCESS_MEMORY, _KILL_ON_CLOSE, _ACTIVE_PROCESSES = 0x100, 0x2000, 0x8
    _EXTENDED_LIMITS = 9

    class _BasicLimits(ctypes.Structure):
        _fields_ = (
            ("per_process_time", wintypes.LARGE_INTEGER),
            ("per_job_time", wintypes.LARGE_INTEGER),
            ("flags", wintypes.DWORD),
            ("minimum_set", ctypes.c_size_t),
            ("maximum_set", ctypes.c_size_t),
            ("active_processes", wintypes.DWORD),
            ("affinity", ctypes.c_size_t),
            ("priority", wintypes.DWORD),
            ("scheduling", wintypes.DWORD),
        )

    class _ExtendedLimits(ctypes.Structure):
        _fields_ = (
            ("basic", _BasicLimits),
            ("io", ctypes.c_ulonglong * 6),
            ("process_memory", ctypes.c_size_t),
            ("job_memory", ctypes.c_size_t),
            ("peak_process", ctypes.c_size_t),
            ("peak_job", ctypes.c_size_t),
        )

    def confine(child: subprocess.Popen[bytes], memory: int) -> Callable[[], object] | None:
        """Put the child, which waits for its request, into a job of its own that ends with this program.

        Returns what is to be called when the child is done with, None where the job did not come about.
        """
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateJobObjectW.restype = wintypes.HANDLE
        job = kernel.CreateJobObjectW(None, None)
        limits = _ExtendedLimits()
        limits.basic.flags = _PROCESS_MEMORY | _KILL_ON_CLOSE | _ACTIVE_PROCESSES
        limits.basic.active_processes = 1
        limits.process_memory = memory + (64 << 20)
        kernel.SetInformationJobObject(
            wintypes.HANDLE(job), _EXTENDED_LIMITS, ctypes.byref(limits), ctypes.sizeof(limits)
        )
        done = kernel.AssignProcessToJobObject(wintypes.HANDLE(job), wintypes.HANDLE(int(child._handle)))  # type: ignore[attr-defined]
        release = partial(kernel.CloseHandle, wintypes.HANDLE(job))
        if done:
            return release
        release()
        return None

else:

    def confine(child: subprocess.Popen[bytes], memory: int) -> Callable[[], object] | None:
        """Nothing to do where the child's own limits hold, which is on Linux; None elsewhere."""
        del child, memory
        return (lambda: None) if sys.platform == "linux" else None


if sys.platform == "darwin":  # pragma: no cover

    def resident_bytes(pid: int) -> int:
        """The memory a process has in use, 0 where it has ended.

        ``proc_pidinfo`` with PROC_PIDTASKINFO: the second of its 64-bit fields is the resident size.
        """
        room = (ctypes.c_uint64 * 12)()
        library = ctypes.CDLL("/usr/lib/libproc.dylib")
        if library.proc_pidinfo(pid, 4, ctypes.c_uint64(0), ctypes.byref(room), ctypes.sizeof(room)) <= 0:
            return 0
        return int(room[1])

elif sys.platform == "linux":

    def resident_bytes(pid: int) -> int:
        """The memory a process has in use, 0 where it has ended."""
        try:
            pages = Path(f"/proc/{pid}/statm").read_text("ascii").split()[1]
        except (OSError, IndexError):
            return 0
        return int(pages) * os.sysconf("SC_PAGE_SIZE")

else:

    def resident_bytes(pid: int) -> int:
        """Not asked on systems where the job of the child holds its memory."""
        del pid
        return 0
