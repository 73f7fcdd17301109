"""The office's logo as a plain picture: redrawn, so that nothing but the picture leaves the house with it."""

from __future__ import annotations

from io import BytesIO

from .style import Style

_MOST_PIXELS = 1200


def logo_png(style: Style) -> BytesIO | None:
    """The logo as PNG without what its file says beside the picture; None without one or if it cannot be drawn.

    A drawing (SVG) cannot: workbooks and slides of older programs do not show it.
    """
    if style.logo is None:
        return None
    from PIL import Image, UnidentifiedImageError  # only a report with a logo pays for it

    try:
        with Image.open(style.logo) as found:
            drawn = found.convert("RGBA")
    except (OSError, UnidentifiedImageError, Image.DecompressionBombError):
        return None
    drawn.thumbnail((_MOST_PIXELS, _MOST_PIXELS))
    clean = Image.new("RGBA", drawn.size)
    clean.paste(drawn)
    out = BytesIO()
    clean.save(out, "PNG")
    out.seek(0)
    return out


def logo_size(width: float, height: float, most_wide: float, most_high: float) -> tuple[float, float]:
    """Width and height that fit into the given room without changing the picture's shape."""
    scale = min(most_wide / max(width, 1), most_high / max(height, 1))
    return width * scale, height * scale
