/** Names that are typed with "@": which one is being typed, who fits, and who is named in the end. */

export interface Candidate {
  id: string
  nickname: string
  picture?: string | undefined
}

/** The name that is being typed before the cursor. */
export interface Typed {
  /** Place of its "@". */
  at: number
  query: string
}

const NAME = /(?:^|[\s(["'“‘])@([\p{L}\p{M}\p{Nd}_.]{0,12})$/u
const MOST = 6

export function typedName(text: string, cursor: number): Typed | null {
  const match = NAME.exec(text.slice(0, cursor))
  const query = match?.[1]
  return query === undefined ? null : { at: cursor - query.length - 1, query }
}

const plain = (name: string) => name.normalize('NFC').toLowerCase()

/** Those whose names begin so first, then those that have it somewhere. */
export function fitting(people: readonly Candidate[], query: string): Candidate[] {
  const wanted = plain(query)
  const rank = ({ nickname }: Candidate) => plain(nickname).indexOf(wanted)
  return people
    .filter((person) => rank(person) >= 0)
    .sort((a, b) => Number(rank(a) > 0) - Number(rank(b) > 0) || a.nickname.localeCompare(b.nickname, 'ko'))
    .slice(0, MOST)
}

/** The text with the name put in, and where the cursor goes. */
export function completed(text: string, cursor: number, typed: Typed, name: string): { text: string; cursor: number } {
  const before = `${text.slice(0, typed.at)}@${name} `
  return { text: before + text.slice(cursor).replace(/^ /, ''), cursor: before.length }
}

/** Who of those that were chosen is still named, the longest names first, so that one is not found in another. */
export function namedIn(text: string, chosen: readonly Candidate[], most: number): string[] {
  let rest = plain(text)
  const ids = new Set<string>()
  for (const { id, nickname } of [...chosen].sort((a, b) => b.nickname.length - a.nickname.length)) {
    const sign = `@${plain(nickname)}`
    if (!rest.includes(sign)) continue
    ids.add(id)
    rest = rest.replaceAll(sign, ' ')
  }
  return [...ids].slice(0, most)
}
