import type { Kind } from '@/api/types'

/** The kinds in charts, as in the bars of kinds elsewhere. */
export const kindColors: Record<Kind, string> = {
  movie: '#8fbdf5',
  play: '#b9a6f2',
  musical: '#ff8f8a',
  concert: '#ffc46b',
  exhibition: '#8fd3b6',
  etc: '#d9b8a6',
}

/** The colour of a design token as it is now. */
export const token = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim()
