"""Pictures as files: whether they are what their names say, may be published as they are, and load
on a phone."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import PurePosixPath

from guide.problem import Code

LARGEST = 400_000
"""In bytes. At 4 Mbit/s, a slow phone's connection, it takes 0.8 s."""
_GPS = 0x8825
"""The part of a picture's data in which cameras and phones write where they were (Exif 2.32)."""
_SCRIPTED = re.compile(
    rb"<(?:\w+:)?(?:script|foreignObject)|[\s/\"']on\w+\s*=|javascript:|attributeName=.\w*:?href"
    rb"|href\s*=\s*.[^\"']*(?:&#|data:|https?:)",
    re.IGNORECASE,
)
STARTS = {
    ".png": re.compile(rb"\x89PNG\r\n"),
    ".jpg": re.compile(rb"\xff\xd8\xff"),
    ".webp": re.compile(rb"RIFF....WEBP", re.DOTALL),
    ".avif": re.compile(rb"....ftypavi[fs]", re.DOTALL),
    ".svg": re.compile(rb"\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<svg\b", re.DOTALL),
}
"""How pictures begin."""


def faults(name: str, data: bytes) -> Iterator[tuple[Code, str, str]]:
    """What is wrong with the bytes of a file that is published as it is: code, message, fix."""
    ending = PurePosixPath(name).suffix
    if ending not in STARTS:
        return
    if not STARTS[ending].match(data):
        told = f"is no picture of the type '{ending}'"
        fix = "save it as what its name says, or give it the name of what it is"
        yield Code.FILE_TYPE, told, fix
    elif ending == ".svg":
        if _SCRIPTED.search(data):
            told = "is a picture that could run code"
            fix = "take its scripts, event attributes and foreign objects out"
            yield Code.ACTIVE_HTML, told, fix
    elif len(data) > LARGEST:
        told = f"holds {len(data):,} bytes, and {LARGEST:,} are the most of a picture"
        fix = "save it 1,400 pixels wide at most, as .webp or .avif; or draw it as .svg"
        yield Code.TOO_LARGE, told, fix
    elif _place(data):
        told = "is a picture that tells where it was taken"
        fix = f"save it again without its data: exiftool -all= docs/{name}"
        yield Code.PICTURE_TELLS, told, fix


def _place(data: bytes) -> bool:
    """Whether a picture holds the place where it was taken. One that cannot be read holds none."""
    from PIL import Image  # takes a while, and most guides hold drawings only

    try:
        with Image.open(BytesIO(data)) as picture:
            return bool(picture.getexif().get_ifd(_GPS))
    except Exception:  # of each format its own, for a file that is broken
        return False
