import type { PieceSummary } from '@/api/types'

type Shown = Pick<PieceSummary, 'title' | 'day' | 'color' | 'ticket'>

const files = (name: string): Shown['ticket'] => {
  const [front, back] = [`/samples/${name}-front.webp`, `/samples/${name}-back.webp`]
  return { front, back, frontSmall: front, backSmall: back }
}

/** Tickets from our own renderer, of shows that never were. */
export const hero: Shown = { title: '달의 정원', day: '2026-11-14', color: '#3b3a8f', ticket: files('moon') }
/** Beside it, left and right. */
export const sides = [
  { title: 'AURORA 첫 번째 밤', day: '2026-11-10', color: '#1d8f86', ticket: files('aurora') },
  { title: 'CITY POP 2026', day: '2026-10-16', color: '#ff5fa2', ticket: files('citypop') },
] as const satisfies readonly Shown[]
export const names = ['moon', 'aurora', 'citypop'] as const
