/** The arithmetic of half stars: 1..10 halves, from a place on the row of stars or from a key. */

export const MOST_HALVES = 10

/** The halves under a place on the row of five stars; 0 is its left edge, 1 its right one. */
export function halvesAt(part: number): number {
  return clamp(Math.ceil(part * MOST_HALVES))
}

/** The halves after a key, or null when the key means nothing here. Digits choose whole stars. */
export function halvesAfterKey(key: string, halves: number): number | null {
  switch (key) {
    case 'ArrowRight':
    case 'ArrowUp':
      return clamp(halves + 1)
    case 'ArrowLeft':
    case 'ArrowDown':
      return clamp(halves - 1)
    case 'PageUp':
      return clamp(halves + 2)
    case 'PageDown':
      return clamp(halves - 2)
    case 'Home':
      return 1
    case 'End':
      return MOST_HALVES
    default:
      return /^[1-5]$/.test(key) ? Number(key) * 2 : null
  }
}

/** How much of the n-th star (0..4) is filled: 0, 0.5 or 1. */
export function fillOf(star: number, halves: number): number {
  return Math.max(0, Math.min(2, halves - star * 2)) / 2
}

const clamp = (halves: number): number => Math.max(1, Math.min(MOST_HALVES, halves))
