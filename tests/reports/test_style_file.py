"""The office's style file: what it may set, and that each mistake is told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from ilrs_desk.domain.problems import InputProblem
from ilrs_desk.domain.resources import resource
from ilrs_desk.reports.style_file import read_style


def written(folder: Path, text: str, name: str = "style.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_everything_can_be_set(tmp_path: Path) -> None:
    Image.new("RGB", (4, 4)).save(tmp_path / "logo.png")
    text = (
        'organisation = "National Office"\nlogo = "logo.png"\naccent = "#a0b1c2"\nsecond = "#010203"\n'
        'footer = "Registry"\n[wording]\n"Partners" = "Member states"\n"… and {count} more." = "({count} others)"\n'
    )
    style = read_style(written(tmp_path, text))
    assert (style.organisation, style.accent, style.second, style.footer) == (
        "National Office", "#A0B1C2", "#010203", "Registry",
    )  # fmt: skip
    assert style.logo == tmp_path / "logo.png"
    assert dict(style.wording) == {"Partners": "Member states", "… and {count} more.": "({count} others)"}


def test_json_is_read_too(tmp_path: Path) -> None:
    style = read_style(
        written(tmp_path, '{"accent": "#112233", "wording": {"Seats": "Places"}}', "style.json")
    )
    assert (style.accent, style.wording) == ("#112233", (("Seats", "Places"),))


def test_the_shipped_example_is_one() -> None:
    assert read_style(resource("report_style.example.toml")).organisation


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('footer = "a"\naccent = "blue"\n', ["style.toml, line 2", "accent", '"#1F4E79"']),
        ('footer = "a"\n\ncolour = "#123456"\n', ["line 3", "colour", "second"]),
        ('footer = "a"\naccent = #123456\n', ["line 2", "accent = "]),
        ("footer = 5\n", ["line 1", "footer", "short text"]),
        ('logo = "gone.png"\n', ["line 1", "gone.png", "beside the style file"]),
        ('logo = "style.toml"\n', ["line 1", ".png"]),
        ('wording = "Seats"\n', ["line 1", "wording"]),
        ('[wording]\n"… and {count} more." = "and others"\n', ["line 2", "{count}"]),
        ("[wording\n", ["line 1"]),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, text: str, said: list[str]) -> None:
    with pytest.raises(InputProblem) as told:
        read_style(written(tmp_path, text))
    for part in said:
        assert part in str(told.value)


@pytest.mark.parametrize("contents", [b"\xff\xfe\x00", b"[" * 5000, b"5"])
def test_what_is_no_style_file_is_told_of(tmp_path: Path, contents: bytes) -> None:
    path = tmp_path / "style.json"
    path.write_bytes(contents)
    with pytest.raises(InputProblem):
        read_style(path)


def test_a_file_that_is_not_there_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(InputProblem):
        read_style(tmp_path / "none.toml")


def test_a_picture_that_is_none_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(b"no picture")
    with pytest.raises(InputProblem) as told:
        read_style(written(tmp_path, 'logo = "logo.png"'))
    assert "Save it anew" in str(told.value)
