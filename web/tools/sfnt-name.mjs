/**
 * Gives a TrueType font a new name table.
 *
 * Pretendard's licence (OFL 1.1, reserved font name) asks that a changed file carries another name,
 * and a subset is a change: so the name inside is replaced as well as the one in the CSS.
 */

const WINDOWS_UNICODE_ENGLISH = [3, 1, 0x409]

/** @param {Record<number, string>} names name id → text */
function nameTable(names) {
  const entries = Object.entries(names)
    .map(([id, text]) => ({ id: Number(id), bytes: Buffer.from(text, 'utf16le').swap16() }))
    .sort((a, b) => a.id - b.id)
  const head = Buffer.alloc(6 + entries.length * 12)
  head.writeUInt16BE(entries.length, 2)
  head.writeUInt16BE(head.length, 4)
  let at = 0
  entries.forEach(({ id, bytes }, i) => {
    ;[...WINDOWS_UNICODE_ENGLISH, id, bytes.length, at].forEach((value, field) =>
      head.writeUInt16BE(value, 6 + i * 12 + field * 2),
    )
    at += bytes.length
  })
  return Buffer.concat([head, ...entries.map((e) => e.bytes)])
}

function checksum(bytes) {
  const padded = pad(bytes)
  let sum = 0
  for (let i = 0; i < padded.length; i += 4) sum = (sum + padded.readUInt32BE(i)) >>> 0
  return sum
}

const pad = (bytes) => Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)])

/** @param {Buffer} font an sfnt (TrueType flavour) @param {Record<number, string>} names */
export function rename(font, names) {
  const count = font.readUInt16BE(4)
  const tables = Array.from({ length: count }, (_, i) => {
    const at = 12 + i * 16
    const tag = font.toString('latin1', at, at + 4)
    const start = font.readUInt32BE(at + 8)
    return { tag, bytes: Buffer.from(font.subarray(start, start + font.readUInt32BE(at + 12))) }
  }).filter((t) => t.tag !== 'name')
  tables.push({ tag: 'name', bytes: nameTable(names) })
  tables.sort((a, b) => (a.tag < b.tag ? -1 : 1))

  const header = Buffer.alloc(12 + tables.length * 16)
  font.copy(header, 0, 0, 4)
  const power = 2 ** Math.floor(Math.log2(tables.length))
  header.writeUInt16BE(tables.length, 4)
  header.writeUInt16BE(power * 16, 6)
  header.writeUInt16BE(Math.log2(power), 8)
  header.writeUInt16BE((tables.length - power) * 16, 10)
  let at = header.length
  tables.forEach(({ tag, bytes }, i) => {
    const row = 12 + i * 16
    header.write(tag, row, 'latin1')
    header.writeUInt32BE(checksum(bytes), row + 4)
    header.writeUInt32BE(at, row + 8)
    header.writeUInt32BE(bytes.length, row + 12)
    at += pad(bytes).length
  })
  return Buffer.concat([header, ...tables.map((t) => pad(t.bytes))])
}
