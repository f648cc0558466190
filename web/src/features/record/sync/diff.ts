/** Longest common subsequences of lines and words: the ground of comparing and joining two texts. Nothing here touches the DOM. */

/** Larger comparisons would take a phone's breath away; then what lies between equal ends counts as changed. */
const MOST_CELLS = 4_000_000

export interface Match {
  a: number
  b: number
}

/** The pairs of equal parts, in order, as many as there can be. */
export function matches(a: readonly string[], b: readonly string[]): Match[] {
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start++
  let end = 0
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++
  const middle = middleMatches(a.slice(start, a.length - end), b.slice(start, b.length - end))
  return [
    ...Array.from({ length: start }, (_, i) => ({ a: i, b: i })),
    ...middle.map((match) => ({ a: match.a + start, b: match.b + start })),
    ...Array.from({ length: end }, (_, i) => ({ a: a.length - end + i, b: b.length - end + i })),
  ]
}

function middleMatches(a: readonly string[], b: readonly string[]): Match[] {
  const width = b.length + 1
  if (!a.length || !b.length || a.length * width > MOST_CELLS) return []
  // best[i * width + j]: how many parts the rests from i and from j have in common
  const best = new Uint16Array((a.length + 1) * width)
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const at = i * width + j
      best[at] = a[i] === b[j] ? best[at + width + 1]! + 1 : Math.max(best[at + width]!, best[at + 1]!)
    }
  }
  const found: Match[] = []
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    const at = i * width + j
    if (a[i] === b[j]) found.push({ a: i++, b: j++ })
    else if (best[at + width]! >= best[at + 1]!) i++
    else j++
  }
  return found
}

export interface Segment {
  text: string
  /** The other text does not have it. */
  own: boolean
}

/** Words with the blanks after them, so that they join to the text again. */
const words = (text: string): string[] => text.match(/\s+|[^\s]+\s*/gu) ?? []

/** The text in pieces, those marked that the other one does not have. */
export function segments(text: string, other: string): Segment[] {
  const mine = words(text)
  const shared = new Set(
    matches(
      mine.map((w) => w.trim()),
      words(other).map((w) => w.trim()),
    ).map((match) => match.a),
  )
  const found: Segment[] = []
  mine.forEach((word, i) => {
    const own = !shared.has(i)
    const last = found.at(-1)
    if (last?.own === own) last.text += word
    else found.push({ text: word, own })
  })
  return found
}
