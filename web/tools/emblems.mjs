/**
 * Writes the drawings of titles for the share cards, which the server draws: the icons that the pages
 * show, as moves, lines and curves on a canvas of 24 x 24.
 *
 *   node tools/emblems.mjs NAME … > ../internal/craft/ticket/emblems.txt
 *
 * The names are those of Lucide's icons; all that titles use go there, see internal/title/rules.go.
 */
import { pathToFileURL } from 'node:url'

const icons = new URL('../node_modules/@lucide/vue/dist/esm/icons/', import.meta.url)
const number = (v) => String(Number(v.toFixed(2)))

/** The elements of an icon as the text of one path each. */
function outline([tag, a]) {
  const n = (key) => Number(a[key] ?? 0)
  const ellipse = (cx, cy, rx, ry) => `M${cx - rx} ${cy}a${rx} ${ry} 0 1 0 ${2 * rx} 0a${rx} ${ry} 0 1 0 ${-2 * rx} 0z`
  switch (tag) {
    case 'path':
      return a.d
    case 'circle':
      return ellipse(n('cx'), n('cy'), n('r'), n('r'))
    case 'ellipse':
      return ellipse(n('cx'), n('cy'), n('rx'), n('ry'))
    case 'line':
      return `M${n('x1')} ${n('y1')}L${n('x2')} ${n('y2')}`
    case 'polyline':
    case 'polygon':
      return `M${a.points}${tag === 'polygon' ? 'z' : ''}`
    case 'rect': {
      const [x, y, w, h] = ['x', 'y', 'width', 'height'].map(n)
      const r = n('rx') || n('ry')
      const arc = (dx, dy) => (r ? `a${r} ${r} 0 0 1 ${dx} ${dy}` : '')
      return `M${x + r} ${y}h${w - 2 * r}${arc(r, r)}v${h - 2 * r}${arc(-r, r)}h${2 * r - w}${arc(-r, -r)}v${2 * r - h}${arc(r, -r)}z`
    }
  }
  throw new Error(`no way to draw a <${tag}>`)
}

/** The commands of a path with their numbers; the flags of an arc may stand without anything between. */
function* commands(d) {
  const sizes = { m: 2, l: 2, h: 1, v: 1, c: 6, s: 4, q: 4, t: 2, a: 7, z: 0 }
  const token = /[a-zA-Z]|[-+]?(?:\d*\.\d+|\d+\.?)(?:e[-+]?\d+)?/g
  for (const [, op, rest] of d.matchAll(/([mlhvcsqtaz])([^mlhvcsqtaz]*)/gi)) {
    const size = sizes[op.toLowerCase()]
    const values = []
    let text = rest
    while (text.trim()) {
      const flag = op.toLowerCase() === 'a' && [3, 4].includes(values.length % 7)
      const found = flag ? /[01]/.exec(text) : ((token.lastIndex = 0), token.exec(text))
      values.push(Number(found[0]))
      text = text.slice(found.index + found[0].length)
    }
    if (size === 0) yield [op, []]
    for (let i = 0; i < values.length; i += size) {
      // What follows a move without a command of its own is a line.
      const next = i > 0 && op === 'm' ? 'l' : i > 0 && op === 'M' ? 'L' : op
      yield [next, values.slice(i, i + size)]
    }
  }
}

/** An arc as curves, after the notes on implementation of SVG 1.1 (F.6). */
function arc(x0, y0, rx, ry, angle, large, sweep, x, y) {
  if (!rx || !ry) return [[x0, y0, x, y, x, y]]
  const phi = (angle * Math.PI) / 180
  const [sin, cos] = [Math.sin(phi), Math.cos(phi)]
  const px = (cos * (x0 - x)) / 2 + (sin * (y0 - y)) / 2
  const py = (-sin * (x0 - x)) / 2 + (cos * (y0 - y)) / 2
  const grow = Math.sqrt(Math.max(1, (px * px) / (rx * rx) + (py * py) / (ry * ry)))
  ;[rx, ry] = [rx * grow, ry * grow]
  const over = rx * rx * ry * ry - rx * rx * py * py - ry * ry * px * px
  const k = (large === sweep ? -1 : 1) * Math.sqrt(Math.max(0, over / (rx * rx * py * py + ry * ry * px * px)))
  const [qx, qy] = [(k * rx * py) / ry, (-k * ry * px) / rx]
  const [cx, cy] = [cos * qx - sin * qy + (x0 + x) / 2, sin * qx + cos * qy + (y0 + y) / 2]
  const from = Math.atan2((py - qy) / ry, (px - qx) / rx)
  let turn = Math.atan2((-py - qy) / ry, (-px - qx) / rx) - from
  if (sweep && turn < 0) turn += 2 * Math.PI
  if (!sweep && turn > 0) turn -= 2 * Math.PI
  const parts = Math.max(1, Math.ceil(Math.abs(turn) / (Math.PI / 2) - 1e-9))
  const step = turn / parts
  const reach = (4 / 3) * Math.tan(step / 4)
  const at = (u, v) => [cx + cos * rx * u - sin * ry * v, cy + sin * rx * u + cos * ry * v]
  return Array.from({ length: parts }, (_, i) => {
    const [a, b] = [from + i * step, from + (i + 1) * step]
    return [
      ...at(Math.cos(a) - reach * Math.sin(a), Math.sin(a) + reach * Math.cos(a)),
      ...at(Math.cos(b) + reach * Math.sin(b), Math.sin(b) - reach * Math.cos(b)),
      ...at(Math.cos(b), Math.sin(b)),
    ]
  })
}

function plain(d) {
  const out = []
  let [x, y, startX, startY, backX, backY, quadX, quadY] = [0, 0, 0, 0, NaN, NaN, NaN, NaN]
  const curve = (p) => {
    out.push(`C ${p.map(number).join(' ')}`)
    ;[backX, backY, x, y] = p.slice(2)
  }
  for (const [op, v] of commands(d)) {
    const lower = op.toLowerCase()
    const relative = op === lower
    const point = (i) => (relative ? [x + v[i], y + v[i + 1]] : [v[i], v[i + 1]])
    if (!'cs'.includes(lower)) [backX, backY] = [NaN, NaN]
    if (!'qt'.includes(lower)) [quadX, quadY] = [NaN, NaN]
    if (lower === 'm') {
      ;[x, y] = point(0)
      ;[startX, startY] = [x, y]
      out.push(`M ${number(x)} ${number(y)}`)
    } else if (lower === 'z') {
      ;[x, y] = [startX, startY]
      out.push('Z')
    } else if ('lhv'.includes(lower)) {
      const to = {
        l: () => point(0),
        h: () => [relative ? x + v[0] : v[0], y],
        v: () => [x, relative ? y + v[0] : v[0]],
      }
      ;[x, y] = to[lower]()
      out.push(`L ${number(x)} ${number(y)}`)
    } else if (lower === 'c') {
      curve([...point(0), ...point(2), ...point(4)])
    } else if (lower === 's') {
      const first = Number.isNaN(backX) ? [x, y] : [2 * x - backX, 2 * y - backY]
      curve([...first, ...point(0), ...point(2)])
    } else if (lower === 'q' || lower === 't') {
      const smooth = Number.isNaN(quadX) ? [x, y] : [2 * x - quadX, 2 * y - quadY]
      const [[qx, qy], [ex, ey]] = lower === 'q' ? [point(0), point(2)] : [smooth, point(0)]
      ;[quadX, quadY] = [qx, qy]
      curve([
        x + (2 / 3) * (qx - x),
        y + (2 / 3) * (qy - y),
        ex + (2 / 3) * (qx - ex),
        ey + (2 / 3) * (qy - ey),
        ex,
        ey,
      ])
    } else if (lower === 'a') {
      const [ex, ey] = point(5)
      for (const p of arc(x, y, v[0], v[1], v[2], Boolean(v[3]), Boolean(v[4]), ex, ey)) curve(p)
      ;[x, y] = [ex, ey]
    } else {
      throw new Error(`no way to draw ${op}`)
    }
  }
  return out.join(' ')
}

console.log('# Icons of Lucide (https://lucide.dev), ISC License, Copyright (c) Lucide Icons and Contributors;')
console.log(
  '# parts are MIT License, Copyright (c) Cole Bemis. Strokes of 2 on a canvas of 24 x 24, see web/tools/emblems.mjs.',
)
for (const name of process.argv.slice(2).sort()) {
  const { __iconData: icon } = await import(pathToFileURL(`${icons.pathname}${name}.mjs`))
  console.log(`${name} ${icon.node.map(outline).map(plain).join(' ')}`)
}
