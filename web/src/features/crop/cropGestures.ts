/** Turns the fingers on the frame into what they ask of the crop. Places are in parts of the frame. */
import { dragBy, frameOf, turnRight, zoomOf, zoomTo, type Crop, type Framed, type Place } from './cropMath'

export interface Gestures {
  down(id: number, at: Place): void
  /** The crop after the finger moved. */
  move(crop: Crop, photo: Framed, id: number, to: Place): Crop
  up(id: number): void
  readonly active: boolean
}

/** One finger drags; two pinch and drag at once; more are ignored. */
export function createGestures(): Gestures {
  const fingers = new Map<number, Place>()
  return {
    get active() {
      return fingers.size > 0
    },
    down(id, at) {
      if (fingers.size < 2) fingers.set(id, at)
    },
    move(crop, photo, id, to) {
      const from = fingers.get(id)
      if (!from) return crop
      fingers.set(id, to)
      const other = [...fingers].find(([otherId]) => otherId !== id)?.[1]
      if (!other) return dragBy(crop, to.x - from.x, to.y - from.y)
      const moved = dragBy(crop, (to.x - from.x) / 2, (to.y - from.y) / 2)
      const frame = frameOf(photo)
      const before = distance(from, other, frame)
      if (before < 0.02) return moved
      const middle = { x: (to.x + other.x) / 2, y: (to.y + other.y) / 2 }
      return zoomTo(moved, photo, (zoomOf(moved, photo) * distance(to, other, frame)) / before, middle)
    },
    up(id) {
      fingers.delete(id)
    },
  }
}

/** A notch of a wheel, or the pinch of a touchpad, which browsers send as a wheel with the control key. */
export function wheelZoom(crop: Crop, photo: Framed, delta: number, isPinch: boolean, at: Place): Crop {
  return zoomTo(crop, photo, zoomOf(crop, photo) * Math.exp(-delta * (isPinch ? 0.01 : 0.002)), at)
}

// of an upright frame a way that is as long on the screen is a smaller part of its height
const distance = (a: Place, b: Place, frame: number): number => Math.hypot((a.x - b.x) * frame, a.y - b.y)

/** What a key asks for; null when it asks for nothing. Shift makes the steps longer. */
export function cropAfterKey(crop: Crop, photo: Framed, key: string, long: boolean): Crop | null {
  const step = long ? 0.12 : 0.03
  switch (key) {
    case 'ArrowLeft':
      return dragBy(crop, step, 0)
    case 'ArrowRight':
      return dragBy(crop, -step, 0)
    case 'ArrowUp':
      return dragBy(crop, 0, step)
    case 'ArrowDown':
      return dragBy(crop, 0, -step)
    case '+':
    case '=':
      return zoomTo(crop, photo, zoomOf(crop, photo) * 1.1)
    case '-':
    case '_':
      return zoomTo(crop, photo, zoomOf(crop, photo) / 1.1)
    case 'r':
    case 'R':
    case 'ㄱ':
    case 'ㄲ':
      return turnRight(crop, photo)
    default:
      return null
  }
}
