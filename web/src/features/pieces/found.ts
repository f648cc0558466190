import { graphemes } from '@/lib/grapheme'

/** A text in which a search hit; every second part, from the second, is a hit. */
interface Hit {
  field: string
  parts: readonly string[]
}

/** Visible characters that are kept before the first hit, so that the hit is in sight. */
const LEAD = 12

/** The parts with their hits, in order; parts[1], [3], … are hits. Always text, never HTML. */
export const marked = (parts: readonly string[]) =>
  parts.map((text, i) => ({ text, hit: i % 2 === 1 })).filter(({ text }) => text)

/** The same parts, begun shortly before the first hit. */
export function fromFirstHit(parts: readonly string[], lead = LEAD): string[] {
  const [before = '', ...rest] = parts
  const letters = graphemes(before)
  return letters.length <= lead ? [...parts] : [`…${letters.slice(-lead).join('').trimStart()}`, ...rest]
}

/** Where else than in the title the search hit: one place, unless the title holds all of the words. */
export function elsewhere<F extends Hit>(found: readonly F[] | null | undefined, q: string): F | undefined {
  const words = q.split(/\s+/).filter(Boolean).length
  const inTitle = found?.some(({ field }) => field === 'title')
  return inTitle && words < 2 ? undefined : found?.find(({ field }) => field !== 'title')
}

export const titleParts = (title: string, found: readonly Hit[] | null | undefined): readonly string[] =>
  found?.find(({ field }) => field === 'title')?.parts ?? [title]
