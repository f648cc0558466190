import type { Page } from '@playwright/test'

/** Where the photo claims to have been taken; must never be found in anything that is served. */
export const secretPlace = { latitude: 37.52, longitude: 127.12, note: 'SECRET-PLACE' }

/**
 * A photo as a phone saves it: 4032x3024 pixels (12 megapixels), stored lying on its side with EXIF orientation 6
 * and with GPS. Upright it is 3024x4032, with a red band at the top and a blue one at the bottom.
 */
export async function cameraPhoto(page: Page): Promise<Buffer> {
  const base64 = await page.evaluate(drawSideways)
  return withExif(Buffer.from(base64, 'base64'))
}

async function drawSideways(): Promise<string> {
  const [width, height] = [4032, 3024]
  const canvas = new OffscreenCanvas(width, height)
  const g = canvas.getContext('2d')
  if (!g) throw new Error('no canvas')
  // orientation 6: the left edge of what is stored is the top of the picture
  const sky = g.createLinearGradient(0, 0, width, 0)
  sky.addColorStop(0, '#d02030')
  sky.addColorStop(0.12, '#f2a65a')
  sky.addColorStop(0.55, '#7b4fa3')
  sky.addColorStop(1, '#1030c0')
  g.fillStyle = sky
  g.fillRect(0, 0, width, height)
  let seed = 7
  const chance = () => (seed = (seed * 16807) % 2147483647) / 2147483647
  for (let i = 0; i < 4000; i++) {
    g.fillStyle = `hsla(${chance() * 360}, 80%, ${40 + chance() * 45}%, .35)`
    g.beginPath()
    g.arc(600 + chance() * (width - 1200), chance() * height, 8 + chance() * 60, 0, 7)
    g.fill()
  }
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.92 })
  const bytes = new Uint8Array(await blob.arrayBuffer())
  let binary = ''
  for (let i = 0; i < bytes.length; i += 0x8000) binary += String.fromCharCode(...bytes.subarray(i, i + 0x8000))
  return btoa(binary)
}

/** Puts an APP1 segment (EXIF 2.3, big endian) with orientation 6, a description and GPS after the start marker. */
function withExif(jpeg: Buffer): Buffer {
  const rational = (n: number, d = 1) => [u32(n), u32(d)]
  const degrees = (value: number) => {
    const whole = Math.floor(value)
    const minutes = Math.floor((value - whole) * 60)
    return Buffer.concat([
      ...rational(whole),
      ...rational(minutes),
      ...rational(Math.round(((value - whole) * 60 - minutes) * 6000), 100),
    ])
  }
  const note = Buffer.from(secretPlace.note + '\0', 'ascii')
  const [latitude, longitude] = [degrees(secretPlace.latitude), degrees(secretPlace.longitude)]
  const ifd0At = 8
  const noteAt = ifd0At + 2 + 3 * 12 + 4
  const gpsAt = noteAt + note.length + (note.length % 2)
  const latitudeAt = gpsAt + 2 + 4 * 12 + 4
  const entry = (tag: number, type: number, count: number, value: Buffer) =>
    Buffer.concat([u16(tag), u16(type), u32(count), Buffer.concat([value, Buffer.alloc(4)]).subarray(0, 4)])
  const tiff = Buffer.concat([
    Buffer.from('MM\0*', 'ascii'),
    u32(ifd0At),
    u16(3),
    entry(0x010e, 2, note.length, u32(noteAt)),
    entry(0x0112, 3, 1, u16(6)),
    entry(0x8825, 4, 1, u32(gpsAt)),
    u32(0),
    note,
    Buffer.alloc(note.length % 2),
    u16(4),
    entry(1, 2, 2, Buffer.from('N\0')),
    entry(2, 5, 3, u32(latitudeAt)),
    entry(3, 2, 2, Buffer.from('E\0')),
    entry(4, 5, 3, u32(latitudeAt + latitude.length)),
    u32(0),
    latitude,
    longitude,
  ])
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'ascii'), tiff])
  return Buffer.concat([jpeg.subarray(0, 2), Buffer.from([0xff, 0xe1]), u16(body.length + 2), body, jpeg.subarray(2)])
}

function u16(n: number): Buffer {
  const b = Buffer.alloc(2)
  b.writeUInt16BE(n)
  return b
}

function u32(n: number): Buffer {
  const b = Buffer.alloc(4)
  b.writeUInt32BE(n)
  return b
}
