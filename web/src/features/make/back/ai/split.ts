/** Where the line between two pictures stands, in parts of their width from the left. */

const STEP = 0.05
const LEAP = 0.25

const within = (part: number): number => Math.min(1, Math.max(0, part))

export const splitAt = (x: number, box: { left: number; width: number }): number =>
  box.width > 0 ? within((x - box.left) / box.width) : 1

/** Where a key moves the line to, or nothing when it is not a key for it. */
export function splitByKey(part: number, key: string): number | undefined {
  const to: Record<string, number> = {
    ArrowLeft: part - STEP,
    ArrowDown: part - STEP,
    ArrowRight: part + STEP,
    ArrowUp: part + STEP,
    PageDown: part - LEAP,
    PageUp: part + LEAP,
    Home: 0,
    End: 1,
  }
  const moved = to[key]
  return moved === undefined ? undefined : within(Math.round(moved * 100) / 100)
}
