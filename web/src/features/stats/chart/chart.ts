import type { RouteLocationRaw } from 'vue-router'

/** One value of a chart, and where its pieces are. */
export interface Point {
  /** Below the bar. */
  short: string
  /** In words. */
  label: string
  /** One of each series. */
  values: readonly number[]
  to?: RouteLocationRaw
}

export interface Series {
  label: string
  /** A colour, or the name of a token. */
  color: string
  /** Bars of the same stack stand on each other. */
  stack?: string
}

/** How a value is written in words, and how shortly at the axis. */
export interface Unit {
  words: (n: number) => string
  axis: (n: number) => string
}

/** What is said of a point. */
export const told = (point: Point, series: readonly Series[], unit: Unit): string => {
  const parts = point.values.flatMap((value, i) => {
    if (series.length === 1) return [unit.words(value)]
    return value ? [`${series[i]!.label} ${unit.words(value)}`] : []
  })
  return `${point.label} · ${parts.length ? parts.join(', ') : unit.words(0)}`
}

/** The place that a key leads to among so many; undefined for keys that lead nowhere. */
export function moved(key: string, at: number, count: number): number | undefined {
  const to = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: count - 1 }[key]
  return to === undefined ? undefined : Math.min(Math.max(to, 0), count - 1)
}
