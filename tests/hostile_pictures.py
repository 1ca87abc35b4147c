"""Pictures that mean no good: bombs, loops, masses of pages. ``CASES``: file name to builder."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable
from functools import partial

MIB = 2**20


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, *, extra: bytes = b"", depth: int = 8, kind: int = 0) -> bytes:
    """A white picture that is ``width`` by ``height`` pixels, in as few bytes as it takes."""
    line = b"\0" + b"\xff" * (width * depth // 8 * (3 if kind == 2 else 1))
    packer = zlib.compressobj(9)
    rows = min(height, max(1, 200 * MIB // len(line)))  # the rest of the rows is missing
    packed = b"".join(packer.compress(line) for _ in range(rows)) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, depth, kind, 0, 0, 0)
    body = chunk(b"IHDR", head) + extra + chunk(b"IDAT", packed) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def text_bomb() -> bytes:
    """A comment that unpacks to 200 MiB."""
    return chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(200 * MIB), 9))


def tiff(frames: int, *, width: int = 16, height: int = 16, loop: bool = False) -> bytes:
    """Frames that all show the same white strip; with ``loop`` the last leads to the first."""
    strip = b"\xff" * (width * height if width * height <= MIB else 1000)
    out = bytearray(b"II*\0" + struct.pack("<I", 8 + len(strip)) + strip)
    tags = (
        (256, width), (257, height), (258, 8), (259, 1), (262, 1), (273, 8), (277, 1),
        (278, height), (279, len(strip)),
    )  # fmt: skip
    length = 2 + 12 * len(tags) + 4
    first = len(out)
    for number in range(frames):
        after = first + (number + 1) * length if number < frames - 1 else first if loop else 0
        entries = b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in tags)
        out += struct.pack("<H", len(tags)) + entries + struct.pack("<I", after)
    return bytes(out)


def gif(frames: int, side: int) -> bytes:
    """An animation of which each picture is a corner of a screen of ``side`` by ``side``."""
    screen = b"GIF89a" + struct.pack("<HHBBB", side, side, 0x80, 0, 0) + b"\xff\xff\xff\0\0\0"
    one = b"," + struct.pack("<HHHHB", 0, 0, 1, 1, 0) + b"\x02\x02\x44\x01\0"
    return screen + one * frames + b";"


def jpeg(width: int, height: int) -> bytes:
    """A small picture that says that it is large."""
    from PIL import Image

    out = io.BytesIO()
    Image.new("L", (16, 16), 255).save(out, "JPEG")
    data = out.getvalue()
    at = data.index(b"\xff\xc0") + 5
    return data[:at] + struct.pack(">HH", height, width) + data[at + 4 :]


def bmp(width: int, height: int) -> bytes:
    head = struct.pack("<IiiHHIIiiII", 40, width, height, 1, 24, 0, 0, 0, 0, 0, 0)
    return b"BM" + struct.pack("<IHHI", 54 + 99, 0, 0, 54) + head + bytes(99)


def noise(side: int) -> bytes:
    """Dots that look like words everywhere: the most work for whoever recognises letters."""
    import random

    from PIL import Image

    picture = Image.frombytes("L", (side // 8, side // 8), random.Random(52).randbytes(
        (side // 8) ** 2)).resize((side, side))  # fmt: skip
    out = io.BytesIO()
    picture.point(lambda value: 255 * (value > 128)).save(out, "PNG", dpi=(200, 200))
    return out.getvalue()


def drawn(words: str = "SO NOI VU MO LOP") -> bytes:
    """A page at 200 dpi with these words, which should be plain ASCII."""
    from PIL import Image, ImageDraw, ImageFont

    picture = Image.new("L", (1200, 300), 255)
    ImageDraw.Draw(picture).text((80, 90), words, 0, ImageFont.load_default(size=48))
    out = io.BytesIO()
    picture.save(out, "PNG", dpi=(200, 200))
    return out.getvalue()


def as_form(data: bytes, form: str) -> bytes:
    """A picture in another format; ``PDF`` makes a scan of it."""
    from PIL import Image

    out = io.BytesIO()
    Image.open(io.BytesIO(data)).save(out, form, dpi=(200, 200))
    return out.getvalue()


CASES: dict[str, Callable[[], bytes]] = {
    "pixels.png": partial(png, 100_000, 100_000, depth=1),
    "pixels-4.png": partial(png, 200_000_000, 1, depth=1),
    "pixels-wide.png": partial(png, 119_000_000, 1, depth=1),
    "pixels-most.png": partial(png, 10_900, 10_900),
    "pixels-colour.png": partial(png, 10_900, 10_900, kind=2),
    "text-bomb.png": lambda: png(16, 16, extra=text_bomb()),
    "texts.png": lambda: png(16, 16, extra=chunk(b"tEXt", b"a\0b") * 200_000),
    "nothing.png": partial(png, 0, 0),
    "pixels.jpg": partial(jpeg, 65_500, 65_500),
    "pixels.bmp": partial(bmp, 100_000, 100_000),
    "negative.bmp": partial(bmp, -5, -5),
    "pixels.gif": partial(gif, 1, 65_500),
    "frames.gif": partial(gif, 4_000, 10_000),
    "loop.tif": partial(tiff, 3, loop=True),
    "frames-10000.tif": partial(tiff, 10_000),
    "frames-4000.tif": partial(tiff, 4_000),
    "frames-large.tif": partial(tiff, 200, width=10_000, height=10_000),
    "pixels.tif": partial(tiff, 1, width=2**31, height=2**31),
    "noise.png": partial(noise, 3_000),
    "drawn.png": drawn,
}
