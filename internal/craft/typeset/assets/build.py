#!/usr/bin/env python3
"""Rebuilds the fallback faces and the emoji sheet beside this file.

Debian packages: fonts-noto-cjk fonts-noto-color-emoji python3-fonttools
python3-pil libharfbuzz-bin unicode-data. The Pretendard files are the ones of
the npm package pretendard 1.3.9, unchanged (dist/public/static).

emoji.bin: "EMO1", uint16 count, then per emoji: uint8 length of the key, the
key (UTF-8, without variation selectors), uint32 end of its picture counted
from the first picture; then the pictures, WebP. All numbers little-endian, the
keys sorted by bytes.
"""
import io
import os
import struct
import subprocess
import sys
import tempfile

from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont
from PIL import Image

HERE = os.path.dirname(os.path.abspath(__file__))
CJK = "/usr/share/fonts/opentype/noto/NotoSansCJK-%s.ttc"
EMOJI = "/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf"
EMOJI_TEST = "/usr/share/unicode/emoji/emoji-test.txt"
EMOJI_SIZE = 64
TONES = {chr(c) for c in range(0x1F3FB, 0x1F400)}


def charset(codec, rows):
    """Every character of a double-byte character set."""
    out = set()
    for hi in rows:
        for lo in range(0xA1, 0xFF):
            try:
                out.add(ord(bytes([hi, lo]).decode(codec)))
            except (UnicodeDecodeError, TypeError):
                pass
    return out


def han(*codecs):
    out = set()
    for c in codecs:
        out |= {r for r in charset(c, range(0xA1, 0xFF)) if 0x3400 <= r < 0xA000 or 0xF900 <= r < 0xFB00}
    return out


def symbols():
    out = set()
    for a, b in [(0x20, 0x7F), (0x1100, 0x1200), (0x2010, 0x2070), (0x20A0, 0x20C0), (0x2100, 0x2400), (0x2460, 0x2800),
                 (0x3000, 0x3200), (0x3200, 0x3400), (0xA960, 0xA980), (0xD7B0, 0xD800), (0xFE30, 0xFE50), (0xFF00, 0xFFF0)]:
        out |= set(range(a, b))
    return out


def korean(weight, chars, name):
    font = TTCollection(CJK % weight).fonts[1]
    assert "KR" in font["name"].getDebugName(4)
    o = subset.Options()
    o.layout_features = ["ccmp", "ljmo", "vjmo", "tjmo", "kern", "mark", "mkmk"]
    o.hinting = False
    o.desubroutinize = False
    o.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    o.notdef_outline = True
    o.drop_tables += ["BASE", "vhea", "vmtx", "VORG", "DSIG"]
    s = subset.Subsetter(o)
    s.populate(unicodes=chars)
    s.subset(font)
    font["head"].modified = font["head"].created
    font.recalcTimestamp = False
    font.save(os.path.join(HERE, name))


def sequences():
    seen = set()
    with open(EMOJI_TEST, encoding="utf-8") as f:
        for line in f:
            body = line.split("#")[0]
            if ";" not in body:
                continue
            codes, state = body.split(";")
            if state.strip() not in ("fully-qualified", "component"):
                continue
            seen.add("".join(chr(int(c, 16)) for c in codes.split()).replace("\ufe0f", ""))
    return sorted(seen, key=lambda s: s.encode())


def glyphs(seqs):
    """Shapes each sequence; those that come out as one glyph are kept."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as f:
        f.write("\n".join(seqs) + "\n")
        f.flush()
        out = subprocess.run(["hb-shape", "--no-glyph-names", "--no-positions", "--no-clusters", EMOJI, "--text-file=" + f.name],
                             check=True, capture_output=True, text=True).stdout.splitlines()
    assert len(out) == len(seqs)
    order = TTFont(EMOJI).getGlyphOrder()
    return {s: order[int(g.strip("[]"))] for s, g in zip(seqs, out) if "|" not in g}


def picture(png, colours):
    """A square picture in few colours: flat drawings lose nothing visible and shrink to a third."""
    im = Image.open(io.BytesIO(png)).convert("RGBA")
    side = max(im.size)
    sq = Image.new("RGBA", (side, side))
    sq.paste(im, ((side - im.width) // 2, (side - im.height) // 2))
    small = sq.resize((EMOJI_SIZE, EMOJI_SIZE), Image.LANCZOS)
    few = small.quantize(colours, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    b = io.BytesIO()
    few.convert("RGBA").save(b, "WEBP", lossless=True, quality=60, method=4)
    return b.getvalue()


def emoji():
    font = TTFont(EMOJI)
    bitmaps = {}
    for strike in font["CBDT"].strikeData:
        bitmaps.update({n: g.imageData for n, g in strike.items()})
    # Pairs of people in two skin tones are many and rare; the reader falls back to the pair without tones.
    named = {s: g for s, g in glyphs(sequences()).items() if g in bitmaps and len(TONES & set(s)) <= 1}
    index, blob = b"", b""
    for s in sorted(named, key=lambda s: s.encode()):
        blob += picture(bitmaps[named[s]], 32 if TONES & set(s) else 48)
        k = s.encode()
        index += struct.pack("<B", len(k)) + k + struct.pack("<I", len(blob))
    with open(os.path.join(HERE, "emoji.bin"), "wb") as f:
        f.write(b"EMO1" + struct.pack("<H", len(named)) + index + blob)
    print("emoji", len(named), len(blob), file=sys.stderr)


if __name__ == "__main__":
    korean("Regular", symbols() | han("euc_kr", "euc_jp", "gb2312"), "NotoSansKR-Regular-subset.otf")
    emoji()
