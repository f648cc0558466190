/** Stretches of a log: both ends included, ascending, apart from each other. */
export interface Stretch {
  readonly from: number
  readonly to: number
}

/** With one more; those that it meets or touches become one with it. */
export function addStretch(stretches: readonly Stretch[], added: Stretch): Stretch[] {
  let { from, to } = added
  const before: Stretch[] = []
  const after: Stretch[] = []
  for (const stretch of stretches) {
    if (stretch.to < from - 1) before.push(stretch)
    else if (stretch.from > to + 1) after.push(stretch)
    else {
      from = Math.min(from, stretch.from)
      to = Math.max(to, stretch.to)
    }
  }
  return [...before, { from, to }, ...after]
}

export const stretchAt = (stretches: readonly Stretch[], place: number): Stretch | undefined =>
  stretches.find(({ from, to }) => from <= place && place <= to)
