import { crc32, deflateSync } from 'node:zlib'

type Colour = [number, number, number]

/** A small PNG with a red band at the top and a blue one at the bottom, unless told otherwise; `seed` makes it differ from others. */
export function smallPicture(
  seed = 1,
  width = 350,
  height = 500,
  colour: (x: number, y: number) => Colour = (x, y) => colorAt(x, y, seed),
): Buffer {
  const rows: Buffer[] = []
  for (let y = 0; y < height; y++) {
    const row = Buffer.alloc(1 + width * 3)
    for (let x = 0; x < width; x++) row.set(colour(x / width, y / height), 1 + x * 3)
    rows.push(row)
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8) // 8 bits, RGB
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function colorAt(x: number, y: number, seed: number): Colour {
  if (y < 0.12) return [208, 32, 48]
  if (y > 0.88) return [16, 48, 192]
  const wave = (turns: number) => Math.round(128 + 110 * Math.sin((x * turns + y * 2 + seed) * Math.PI))
  return [wave(1 + (seed % 3)), wave(2), wave(3 + (seed % 2))]
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const framed = Buffer.alloc(8 + body.length)
  framed.writeUInt32BE(data.length, 0)
  body.copy(framed, 4)
  framed.writeUInt32BE(crc32(body), 4 + body.length)
  return framed
}
