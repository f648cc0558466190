import type { CakeRank } from '@/api/types'

/** How a place changed since the chart before: `by` places up or down; new where it had none. */
export type Move = { way: 'up' | 'down'; by: number } | { way: 'same' | 'new' }

export function moveOf({ rank, before }: Pick<CakeRank, 'rank' | 'before'>): Move {
  if (!before) return { way: 'new' }
  if (before === rank) return { way: 'same' }
  return before > rank ? { way: 'up', by: before - rank } : { way: 'down', by: rank - before }
}
