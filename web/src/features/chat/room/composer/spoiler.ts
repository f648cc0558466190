/** Puts what is marked in the text between bars, so that it is covered until somebody taps it. */
export interface Marked {
  text: string
  /** What is marked afterwards: the same words, or the place to write them. */
  start: number
  end: number
}

const BARS = '||'

export function covered(text: string, start: number, end: number): Marked {
  const inside = text.slice(start, end)
  // blanks at the edges, as a double tap on a word marks them, stay outside
  const from = start + (inside.trim() ? inside.length - inside.trimStart().length : 0)
  const words = inside.trim()
  const to = words ? from + words.length : end
  return {
    text: text.slice(0, from) + BARS + text.slice(from, to) + BARS + text.slice(to),
    start: from + BARS.length,
    end: to + BARS.length,
  }
}
