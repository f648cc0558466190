/**
 * The geometry of the crop, without a DOM.
 *
 * A crop is a rectangle in parts (0..1) of the upright photo after it was turned by `turn` quarter turns clockwise.
 * In pixels the rectangle has the shape of its frame, 7:10 for a ticket. Every function returns a new crop that lies inside the photo.
 */

/** A ticket's width divided by its height. */
export const TICKET_ASPECT = 7 / 10
/** The closest zoom: the frame then shows a quarter of what it can show at most, in each direction. */
export const MAX_ZOOM = 4
/** The longer side to which the server reduces photos, in pixels. */
export const KEPT_SIDE = 2400
/** Fewer pixels across the ticket would be a blur; the server refuses them. The one more is for rounding. */
const MIN_CROP_PIXELS = 100 + 1

export interface Size {
  width: number
  height: number
}

/** A photo under a frame. */
export interface Framed extends Size {
  /** The frame's width divided by its height; that of a ticket unless said. */
  frame?: number
}

export const frameOf = (photo: Framed): number => photo.frame ?? TICKET_ASPECT

export type Turn = 0 | 1 | 2 | 3

export interface Crop {
  x: number
  y: number
  width: number
  height: number
  turn: Turn
}

/** A place in the frame: 0,0 is its top left corner and 1,1 its bottom right one. */
export interface Place {
  x: number
  y: number
}

const CENTRE: Place = { x: 0.5, y: 0.5 }

/** The photo's size once it is turned. */
export function turnedSize(photo: Size, turn: Turn): Size {
  return turn % 2 === 1 ? { width: photo.height, height: photo.width } : photo
}

/** The largest rectangle of the frame's shape that fits into the turned photo, in parts of it. */
export function largest(photo: Framed, turn: Turn): Size {
  const { width, height } = turnedSize(photo, turn)
  const aspect = width / height
  const frame = frameOf(photo)
  return aspect > frame ? { width: frame / aspect, height: 1 } : { width: 1, height: aspect / frame }
}

/** Says whether two sizes are of the same picture, save for scale and rounding; false when one is turned on its side. */
export function turnedAlike(a: Size, b: Size): boolean {
  return Math.abs((a.width * b.height) / (a.height * b.width) - 1) < 0.02
}

/** The crop to begin with: as much of the photo as fits, centred. */
export function wholeCrop(photo: Framed, turn: Turn = 0): Crop {
  const { width, height } = largest(photo, turn)
  return tidy({ x: (1 - width) / 2, y: (1 - height) / 2, width, height, turn })
}

/** How far the crop is zoomed in: 1 shows the most, MAX_ZOOM the least. */
export function zoomOf(crop: Crop, photo: Framed): number {
  return largest(photo, crop.turn).width / crop.width
}

/** How close this photo may be zoomed: small ones less than MAX_ZOOM, so that enough pixels remain. */
export function closestZoom(photo: Framed, turn: Turn): number {
  const kept = Math.min(1, KEPT_SIDE / Math.max(photo.width, photo.height))
  const pixels = largest(photo, turn).width * turnedSize(photo, turn).width * kept
  return clamp(pixels / MIN_CROP_PIXELS, 1, MAX_ZOOM)
}

/** Zooms to the given factor and keeps what lies at `at` where it is. */
export function zoomTo(crop: Crop, photo: Framed, zoom: number, at: Place = CENTRE): Crop {
  const most = largest(photo, crop.turn)
  const factor = clamp(zoom, 1, closestZoom(photo, crop.turn))
  const width = most.width / factor
  const height = most.height / factor
  return inside({
    x: crop.x + at.x * (crop.width - width),
    y: crop.y + at.y * (crop.height - height),
    width,
    height,
    turn: crop.turn,
  })
}

/** Moves the photo under the frame; dx and dy are in parts of the frame, to the right and down. */
export function dragBy(crop: Crop, dx: number, dy: number): Crop {
  return inside({ ...crop, x: crop.x - dx * crop.width, y: crop.y - dy * crop.height })
}

/** Turns the photo a quarter clockwise; the middle of the frame and the zoom stay. */
export function turnRight(crop: Crop, photo: Framed): Crop {
  const turn = ((crop.turn + 1) % 4) as Turn
  const most = largest(photo, turn)
  const zoom = Math.min(zoomOf(crop, photo), closestZoom(photo, turn))
  const width = most.width / zoom
  const height = most.height / zoom
  const middle = { x: 1 - (crop.y + crop.height / 2), y: crop.x + crop.width / 2 }
  return inside({ x: middle.x - width / 2, y: middle.y - height / 2, width, height, turn })
}

/** Says whether a stored crop still fits the photo: inside it, of the shape of the frame, and not closer than the closest zoom. */
export function fits(crop: Crop, photo: Framed): boolean {
  const { width, height } = turnedSize(photo, crop.turn)
  const aspect = (crop.width * width) / (crop.height * height)
  return (
    crop.x >= 0 &&
    crop.y >= 0 &&
    crop.width > 0 &&
    crop.x + crop.width <= 1 &&
    crop.y + crop.height <= 1 &&
    Math.abs(aspect / frameOf(photo) - 1) < 0.01 &&
    zoomOf(crop, photo) < closestZoom(photo, crop.turn) * 1.01
  )
}

/** Where the turned photo lies, in parts of the frame: its top left corner and its size. */
export function photoInFrame(crop: Crop): Place & Size {
  return { x: -crop.x / crop.width, y: -crop.y / crop.height, width: 1 / crop.width, height: 1 / crop.height }
}

function inside(crop: Crop): Crop {
  return tidy({ ...crop, x: clamp(crop.x, 0, 1 - crop.width), y: clamp(crop.y, 0, 1 - crop.height) })
}

/** Six digits are a thousandth of a pixel; rounding down keeps x + width within 1. */
function tidy(crop: Crop): Crop {
  const width = down(crop.width)
  const height = down(crop.height)
  return {
    x: Math.min(down(crop.x), down(1 - width)),
    y: Math.min(down(crop.y), down(1 - height)),
    width,
    height,
    turn: crop.turn,
  }
}

const down = (value: number): number => Math.floor(Math.max(0, value) * 1e6 + 1e-6) / 1e6
const clamp = (value: number, low: number, high: number): number => Math.min(Math.max(low, high), Math.max(low, value))
