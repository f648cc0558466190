const isNode = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

/** What has an id and a heart: a piece, a cake. */
const isIt = (node: Record<string, unknown>, id: string) => node.id === id && 'hearts' in node

/**
 * The same answer with a change of one thing, wherever in it that is: a list, its pages, a month, the thing itself.
 * Without it, it is the very same object, so that nothing is drawn anew.
 */
export function changeKept<T>(answer: T, id: string, change: object): T {
  if (Array.isArray(answer)) {
    const changed = answer.map((part: unknown) => changeKept(part, id, change))
    return changed.some((part, i) => part !== answer[i]) ? (changed as T) : answer
  }
  if (!isNode(answer)) return answer
  if (isIt(answer, id)) return { ...answer, ...change }
  const parts = Object.entries(answer).map(([key, part]) => [key, changeKept(part, id, change)] as const)
  return parts.some(([key, part]) => part !== answer[key]) ? (Object.fromEntries(parts) as T) : answer
}
