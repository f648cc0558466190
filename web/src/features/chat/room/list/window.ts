/**
 * Which rows of a long list are drawn. Everything is counted from the end of the list: what is added before, or turns
 * out higher than it was thought to be up there, moves nothing that is on the screen.
 */

export interface Slice {
  /** The first row that is drawn, and the one after the last. */
  start: number
  end: number
  /** Pixels that stand for the rows before and after them. */
  above: number
  below: number
}

export interface View {
  /** From the end of the list to the lower edge of the view, and the view's height (px). */
  fromEnd: number
  height: number
  /** So much more is drawn on both sides. */
  margin: number
}

/** Rows come and go by so many, so that a slow scroll does not redraw with each of them. */
const STEP = 4

export function sliceOf(heights: readonly number[], { fromEnd, height, margin }: View): Slice {
  const low = fromEnd - margin
  const high = fromEnd + height + margin
  let end = heights.length
  let below = 0
  while (end > 1 && below + heights[end - 1]! <= low) below += heights[--end]!
  let start = end
  let top = below
  while (start > 0 && top < high) top += heights[--start]!
  const from = Math.max(0, start - (start % STEP))
  const to = Math.min(heights.length, end + ((heights.length - end) % STEP))
  return { start: from, end: to, above: sum(heights, 0, from), below: sum(heights, to, heights.length) }
}

export function sum(heights: readonly number[], from: number, to: number): number {
  let total = 0
  for (let i = from; i < to; i++) total += heights[i]!
  return total
}

/** How far from the end the view has to be for a row to stand at a share of its height (0 at the top, .5 in the middle). */
export function fromEndOf(heights: readonly number[], row: number, view: number, share: number): number {
  const below = sum(heights, row + 1, heights.length)
  const room = Math.max(0, view - heights[row]!)
  return Math.max(0, below - room * (1 - share))
}
