"""Where a file lies."""

from __future__ import annotations

from pathlib import Path

import pytest

from ilrs_desk.store.location import Location, locate

_MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
tmpfs /tmp tmpfs rw 0 0
nas:/export /mnt/nas nfs4 rw 0 0
//server/share /mnt/team\\040share cifs rw 0 0
/dev/sdb1 /mnt/nas/usb vfat rw 0 0
sshfs#x /home/a/remote fuse.sshfs rw 0 0
"""


@pytest.mark.parametrize(
    ("path", "location"),
    [
        ("/home/a/office.ilrs", Location.LOCAL),
        ("/mnt/nasty/office.ilrs", Location.LOCAL),
        ("/mnt/nas/office.ilrs", Location.SHARE),
        ("/mnt/nas/usb/office.ilrs", Location.LOCAL),
        ("/mnt/team share/x/office.ilrs", Location.SHARE),
        ("/home/a/remote/office.ilrs", Location.SHARE),
        ("//server/share/office.ilrs", Location.SHARE),
        ("/home/a/OneDrive - Agency/office.ilrs", Location.SYNCED),
        ("/home/a/Dropbox (Agency)/x/office.ilrs", Location.SYNCED),
        ("/Users/a/Library/Mobile Documents/com~apple~CloudDocs/office.ilrs", Location.SYNCED),
        ("/Users/a/Library/CloudStorage/Box-Box/office.ilrs", Location.SYNCED),
        ("/home/a/Boxes/megaphone/office.ilrs", Location.LOCAL),
        ("/home/a/dropbox.ilrs", Location.LOCAL),
    ],
)
def test_shares_and_synced_folders_are_known(path: str, location: Location) -> None:
    assert locate(Path(path), _MOUNTS) is location
