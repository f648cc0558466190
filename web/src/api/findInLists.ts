interface Kept<T> {
  items?: readonly T[] | null
  pages?: readonly { items: readonly T[] | null }[]
  days?: readonly { pieces: readonly T[] | null }[] | null
}

/** A thing as some list already knows it, so that its picture is there at once. */
export function findInLists<T extends { id: string }>(answers: readonly unknown[], id: string): T | undefined {
  for (const answer of answers as readonly (Kept<T> | undefined)[]) {
    if (!answer) continue
    const lists = [
      answer.items,
      ...(answer.pages ?? []).map((p) => p.items),
      ...(answer.days ?? []).map((d) => d.pieces),
    ]
    for (const list of lists) {
      const found = list?.find((thing) => thing.id === id)
      if (found) return found
    }
  }
  return undefined
}
