/**
 * The outlines of the tickets as SVG paths of 896 x 1280, for the time before the server has the photo.
 * They follow the renderer's (internal/craft/ticket/shape.go) closely; its picture takes over as soon as it is there.
 */
import type { Shape } from '../model'

export const TICKET_WIDTH = 896
export const TICKET_HEIGHT = 1280

const W = TICKET_WIDTH
const H = TICKET_HEIGHT
const Q = Math.PI / 2

/** Collects path commands; angles are clockwise from the right, as the screen's y grows downwards. */
class Outline {
  private readonly parts: string[] = []

  line(x: number, y: number): this {
    this.parts.push(`${this.parts.length ? 'L' : 'M'}${x.toFixed(1)} ${y.toFixed(1)}`)
    return this
  }

  arc(cx: number, cy: number, r: number, from: number, to: number): this {
    this.line(cx + r * Math.cos(from), cy + r * Math.sin(from))
    const isLarge = Math.abs(to - from) > Math.PI ? 1 : 0
    const end = `${(cx + r * Math.cos(to)).toFixed(1)} ${(cy + r * Math.sin(to)).toFixed(1)}`
    this.parts.push(`A${r} ${r} 0 ${isLarge} ${to > from ? 1 : 0} ${end}`)
    return this
  }

  end(): string {
    return `${this.parts.join('')}Z`
  }
}

function perforated(): string {
  const corner = 40
  const bite = 13
  const count = 21
  const first = corner + 2 * bite
  const pitch = (W - 2 * first) / (count - 1)
  const path = new Outline().arc(0, 0, corner, Q, 0)
  for (let i = 0; i < count; i++) path.arc(first + i * pitch, 0, bite, 2 * Q, 0)
  path.arc(W, 0, corner, 2 * Q, Q).arc(W, H, corner, -Q, -2 * Q)
  for (let i = count - 1; i >= 0; i--) path.arc(first + i * pitch, H, bite, 0, -2 * Q)
  return path.arc(0, H, corner, 0, -Q).end()
}

function stub(): string {
  const cut = 54
  const half = 27
  const notch = 30
  const seam = 0.63 * H
  const right: [number, number][] = [
    [W - cut, 0],
    [W, cut],
    [W, seam - half],
    [W - notch, seam],
    [W, seam + half],
    [W, H - cut],
    [W - cut, H],
  ]
  const left = right.map(([x, y]): [number, number] => [W - x, y]).reverse()
  return [...right, ...left].reduce((path, [x, y]) => path.line(x, y), new Outline()).end()
}

function punched(): string {
  const corner = 48
  const punch = 54
  const notch = 26
  const seam = 0.64 * H
  return new Outline()
    .arc(corner, corner, corner, 2 * Q, 3 * Q)
    .arc(W / 2, 0, punch, 2 * Q, 0)
    .arc(W - corner, corner, corner, 3 * Q, 4 * Q)
    .arc(W, seam, notch, -Q, -3 * Q)
    .arc(W - corner, H - corner, corner, 0, Q)
    .arc(W / 2, H, punch, 0, -2 * Q)
    .arc(corner, H - corner, corner, Q, 2 * Q)
    .arc(0, seam, notch, Q, -Q)
    .end()
}

function film(): string {
  const holes = 13
  const pitch = H / holes
  const [band, w, h] = [74, 36, 50]
  let path = roundRect(0, 0, W, H, 22)
  for (let i = 0; i < holes; i++) {
    const y = (i + 0.5) * pitch - h / 2
    path += roundRect((band - w) / 2, y, w, h, 9) + roundRect(W - (band + w) / 2, y, w, h, 9)
  }
  return path
}

function arch(): string {
  const corner = 44
  const notch = 20
  const seam = 806
  return new Outline()
    .arc(W / 2, W / 2, W / 2, 2 * Q, 4 * Q)
    .arc(W, seam, notch, -Q, -3 * Q)
    .arc(W - corner, H - corner, corner, 0, Q)
    .arc(corner, H - corner, corner, Q, 2 * Q)
    .arc(0, seam, notch, Q, -Q)
    .end()
}

/** Bites of circles all around, one on each corner. */
function cake(): string {
  const r = 40
  const [across, down] = [12, 18]
  const [stepX, stepY] = [(W - 2 * r) / across, (H - 2 * r) / down]
  const [a, b] = [Math.asin(stepX / 2 / r), Math.asin(stepY / 2 / r)]
  const path = new Outline().arc(r, r, r, 2 * Q - b, 3 * Q + a)
  for (let i = 1; i < across; i++) path.arc(r + i * stepX, r, r, 3 * Q - a, 3 * Q + a)
  path.arc(W - r, r, r, 3 * Q - a, 4 * Q + b)
  for (let i = 1; i < down; i++) path.arc(W - r, r + i * stepY, r, -b, b)
  path.arc(W - r, H - r, r, -b, Q + a)
  for (let i = across - 1; i > 0; i--) path.arc(r + i * stepX, H - r, r, Q - a, Q + a)
  path.arc(r, H - r, r, Q - a, 2 * Q + b)
  for (let i = down - 1; i > 0; i--) path.arc(r, r + i * stepY, r, 2 * Q - b, 2 * Q + b)
  return path.end()
}

function roundRect(x: number, y: number, w: number, h: number, r: number): string {
  return new Outline()
    .arc(x + r, y + r, r, 2 * Q, 3 * Q)
    .arc(x + w - r, y + r, r, 3 * Q, 4 * Q)
    .arc(x + w - r, y + h - r, r, 0, Q)
    .arc(x + r, y + h - r, r, Q, 2 * Q)
    .end()
}

const outlines: Record<Shape, () => string> = { perforated, stub, punched, film, arch, cake }

export const shapePath = (shape: Shape): string => outlines[shape]()
