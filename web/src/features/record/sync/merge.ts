/** Joins what was written on two devices since they last had the same. Nothing that either of them wrote gets lost. */
import type { PhotoRef, RecordContent } from '../model'
import { matches } from './diff'

/**
 * Line by line: what only one side changed is taken from it; where both changed the same place, both stay,
 * the one that is being written first.
 */
export function joinTexts(base: string, mine: string, theirs: string): string {
  const [b, m, t] = [base, mine, theirs].map((text) => text.split('\n')) as [string[], string[], string[]]
  const inMine = new Map(matches(b, m).map((match) => [match.a, match.b]))
  const inTheirs = new Map(matches(b, t).map((match) => [match.a, match.b]))
  const joined: string[] = []
  let [i, j, k] = [0, 0, 0]
  const take = (toBase: number, toMine: number, toTheirs: number) => {
    joined.push(...joinPart(b.slice(i, toBase), m.slice(j, toMine), t.slice(k, toTheirs)))
    ;[i, j, k] = [toBase, toMine, toTheirs]
  }
  b.forEach((line, at) => {
    const [mineAt, theirsAt] = [inMine.get(at), inTheirs.get(at)]
    if (mineAt === undefined || theirsAt === undefined) return
    take(at, mineAt, theirsAt)
    joined.push(line)
    ;[i, j, k] = [at + 1, mineAt + 1, theirsAt + 1]
  })
  take(b.length, m.length, t.length)
  return joined.join('\n')
}

/** One place between lines that all three have. */
function joinPart(base: string[], mine: string[], theirs: string[]): string[] {
  const same = (one: string[], other: string[]) => one.length === other.length && one.every((l, i) => l === other[i])
  if (same(mine, theirs) || same(theirs, base)) return mine
  if (same(mine, base)) return theirs
  // both wrote here; a line that one only went on with stands for its beginning as well
  const [a, b] = [mine.join('\n'), theirs.join('\n')]
  if (a.startsWith(b)) return mine
  if (b.startsWith(a)) return theirs
  const isNew = (line: string) => !mine.includes(line)
  return theirs.some(isNew) ? [...mine, ...theirs.filter((line) => !line.trim() || isNew(line))] : mine
}

/** Mine in my order, then what only they have. What one side took out and the other left alone is out. */
export function joinPhotos<Mine extends PhotoRef>(
  base: readonly PhotoRef[],
  mine: readonly Mine[],
  theirs: readonly PhotoRef[],
): (Mine | PhotoRef)[] {
  const find = (photos: readonly PhotoRef[], id: string) => photos.find(({ photoId }) => photoId === id)
  const kept = mine
    .filter(({ photoId }) => !photoId || find(theirs, photoId) || !find(base, photoId))
    .map((photo) => {
      const other = photo.photoId ? find(theirs, photo.photoId) : undefined
      const unchanged = photo.caption === (find(base, photo.photoId)?.caption ?? '')
      return other && unchanged ? { ...photo, caption: other.caption } : photo
    })
  const added = theirs.filter(({ photoId }) => !find(mine, photoId) && !find(base, photoId))
  return [...kept, ...added]
}

export const join = (base: RecordContent, mine: RecordContent, theirs: RecordContent): RecordContent => ({
  text: joinTexts(base.text, mine.text, theirs.text),
  photos: joinPhotos(base.photos, mine.photos, theirs.photos),
})
