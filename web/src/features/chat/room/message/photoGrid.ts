/** The place of a message's photos, known before any of them is there. */
export interface Sized {
  width: number
  height: number
}

/** Wider or higher than this is cut, so that one picture does not fill the screen. */
const NARROWEST = 3 / 4
const WIDEST = 16 / 9

/** Width by height of a photo that stands alone. */
export function ratioOf({ width, height }: Sized): number {
  return width > 0 && height > 0 ? Math.min(WIDEST, Math.max(NARROWEST, width / height)) : 1
}

/** How many photos each line has: lines of two and three, the fuller ones last, as square as it gets. */
export function linesOf(count: number): number[] {
  if (count <= 0) return []
  if (count <= 3) return [count]
  if (count === 4) return [2, 2]
  const lines = Math.ceil(count / 3)
  const short = lines * 3 - count
  return Array.from({ length: lines }, (_, i) => (i < short ? 2 : 3))
}
