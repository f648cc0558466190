import type { PieceSummary } from './types'

const isNode = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

const isPiece = (node: Record<string, unknown>, id: string) => node.id === id && 'hearts' in node

/**
 * The same answer with a change of one piece, wherever in it the piece is: a list, its pages, a month, the piece itself.
 * Without the piece it is the very same object, so that nothing is drawn anew.
 */
export function changePiece<T>(answer: T, id: string, change: Partial<PieceSummary>): T {
  if (Array.isArray(answer)) {
    const changed = answer.map((part: unknown) => changePiece(part, id, change))
    return changed.some((part, i) => part !== answer[i]) ? (changed as T) : answer
  }
  if (!isNode(answer)) return answer
  if (isPiece(answer, id)) return { ...answer, ...change }
  const parts = Object.entries(answer).map(([key, part]) => [key, changePiece(part, id, change)] as const)
  return parts.some(([key, part]) => part !== answer[key]) ? (Object.fromEntries(parts) as T) : answer
}
