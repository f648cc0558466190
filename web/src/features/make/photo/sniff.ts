/** Tells what a file is and how large its picture is from its first bytes; names and types given by the system often lie. */
import type { Size } from '../../crop/cropMath'

export type PhotoType = 'image/jpeg' | 'image/png' | 'image/webp' | 'image/heic'

/** The number of bytes that sniff needs to see. */
export const HEAD_LENGTH = 32

const HEIC_BRANDS = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1']

export function sniff(head: Uint8Array): PhotoType | null {
  if (head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff) return 'image/jpeg'
  if (text(head, 0, 8) === '\x89PNG\r\n\x1a\n') return 'image/png'
  if (text(head, 0, 4) === 'RIFF' && text(head, 8, 4) === 'WEBP') return 'image/webp'
  if (text(head, 4, 4) === 'ftyp') {
    const brands = [text(head, 8, 4), text(head, 16, 4), text(head, 20, 4), text(head, 24, 4)]
    if (brands.includes('avif') || brands.includes('avis')) return null
    if (brands.some((brand) => HEIC_BRANDS.includes(brand))) return 'image/heic'
  }
  return null
}

/**
 * The size that the file claims, before any turn, so that a bomb is refused without being decoded.
 * Null when the header doesn't tell; the decoder decides then.
 */
export function claimedSize(bytes: Uint8Array, type: PhotoType): Size | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    if (type === 'image/png') return { width: view.getUint32(16), height: view.getUint32(20) }
    if (type === 'image/webp') return webpSize(view, bytes)
    if (type === 'image/jpeg') return jpegSize(view)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
  }
  return null
}

function webpSize(view: DataView, bytes: Uint8Array): Size | null {
  switch (text(bytes, 12, 4)) {
    case 'VP8X':
      return { width: 1 + uint24(view, 24), height: 1 + uint24(view, 27) }
    case 'VP8L': {
      const bits = view.getUint32(21, true)
      return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >> 14) & 0x3fff) }
    }
    case 'VP8 ':
      return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff }
    default:
      return null
  }
}

/** Walks the JPEG's segments to the frame header, which carries the size. */
function jpegSize(view: DataView): Size | null {
  let at = 2
  while (at + 9 < view.byteLength) {
    if (view.getUint8(at) !== 0xff) return null
    const marker = view.getUint8(at + 1)
    if (marker === 0xff) {
      at++
      continue
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) }
    at += 2 + view.getUint16(at + 2)
  }
  return null
}

const uint24 = (view: DataView, at: number): number => view.getUint16(at, true) | (view.getUint8(at + 2) << 16)

function text(bytes: Uint8Array, from: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(from, from + length))
}
