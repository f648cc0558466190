import type { Memories, Memory } from '@/api/types'

/** The memories without one. */
export const without = (all: Memories, id: string): Memories => ({
  ...all,
  items: all.items.filter(({ piece }) => piece.id !== id),
})

/** The memories with one that was taken out, in its place: one year ago first. */
export function withBack(all: Memories, memory: Memory): Memories {
  const others = without(all, memory.piece.id).items
  const at = others.findIndex(({ yearsAgo }) => yearsAgo > memory.yearsAgo)
  return { ...all, items: at < 0 ? [...others, memory] : others.toSpliced(at, 0, memory) }
}
