/** Scraps of paper that are thrown up and fall: the motion only, drawn elsewhere. Lengths are in CSS pixels, times in seconds. */

export interface Scrap {
  x: number
  y: number
  vx: number
  vy: number
  size: number
  color: string
  /** Radians. */
  angle: number
  spin: number
  /** Where in its tumble the scrap is; it looks narrow while it stands on edge. */
  phase: number
}

const COLORS = ['#ff8f8a', '#ffd08a', '#9bdcc0', '#a5cdf8', '#c9b8f8', '#ffb3c8']
const GRAVITY = 900
/** How much of the speed the air leaves after a second. */
const AIR = 0.32
const TUMBLE = 7

/** A handful thrown from both sides below the middle, upwards and inwards. */
export function throwScraps(count: number, width: number, height: number, random: () => number = Math.random): Scrap[] {
  return Array.from({ length: count }, (_, i) => {
    const fromLeft = i % 2 === 0
    const speed = Math.hypot(width, height) * (0.7 + random() * 0.75)
    const lean = (0.12 + random() * 0.5) * (fromLeft ? 1 : -1)
    return {
      x: fromLeft ? -10 : width + 10,
      y: height * (0.62 + random() * 0.12),
      vx: Math.sin(lean) * speed,
      vy: -Math.cos(lean) * speed,
      size: 6 + random() * 7,
      color: COLORS[Math.floor(random() * COLORS.length)] ?? '#ff8f8a',
      angle: random() * Math.PI,
      spin: (random() - 0.5) * 9,
      phase: random() * Math.PI * 2,
    }
  })
}

/** Moves the scraps on and drops those that fell out of the picture. */
export function fall(scraps: readonly Scrap[], seconds: number, height: number): Scrap[] {
  const drag = AIR ** seconds
  return scraps
    .map((scrap) => ({
      ...scrap,
      vx: scrap.vx * drag,
      vy: scrap.vy * drag + GRAVITY * seconds,
      x: scrap.x + scrap.vx * seconds,
      y: scrap.y + scrap.vy * seconds,
      angle: scrap.angle + scrap.spin * seconds,
      phase: scrap.phase + TUMBLE * seconds,
    }))
    .filter((scrap) => scrap.y < height + 40 || scrap.vy < 0)
}
