/** A message's text in the parts in which it is shown: addresses, names of people, and what is covered until it is asked for. */
import { linkify } from '@/features/record/viewer/links'
import { COVERED } from './covered'

export { coveredText } from './covered'

/** Somebody who is named in the message, as they are called now. */
export interface Named {
  id: string
  nickname: string
}

export type PlainPart =
  | { kind: 'text'; text: string }
  | { kind: 'link'; text: string; href: string }
  | { kind: 'mention'; text: string; person: string }
export type Part = PlainPart | { kind: 'spoiler'; parts: PlainPart[]; length: number }

export function partsOf(text: string, mentions: readonly Named[] = []): Part[] {
  const parts: Part[] = []
  let at = 0
  for (const match of text.matchAll(COVERED)) {
    const inside = match[1] ?? ''
    if (!inside.trim()) continue
    parts.push(...plainParts(text.slice(at, match.index), mentions))
    parts.push({ kind: 'spoiler', parts: plainParts(inside, mentions), length: [...inside].length })
    at = match.index + match[0].length
  }
  parts.push(...plainParts(text.slice(at), mentions))
  return parts
}

function plainParts(text: string, mentions: readonly Named[]): PlainPart[] {
  if (!text) return []
  return linkify(text).flatMap((part): PlainPart[] =>
    part.href ? [{ kind: 'link', text: part.text, href: part.href }] : named(part.text, mentions),
  )
}

/** The longest name first, so that "@달빛" is not found in "@달빛정원". */
function named(text: string, mentions: readonly Named[]): PlainPart[] {
  const people = mentions
    .filter(({ nickname }) => nickname)
    .sort((a, b) => b.nickname.length - a.nickname.length)
    .map((person) => ({ person: person.id, sign: `@${person.nickname.normalize('NFC')}` }))
  if (!people.length) return [{ kind: 'text', text }]
  const parts: PlainPart[] = []
  let from = 0
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    const rest = text.slice(at)
    const found = people.find(({ sign }) => rest.toLowerCase().startsWith(sign.toLowerCase()))
    if (!found) continue
    if (at > from) parts.push({ kind: 'text', text: text.slice(from, at) })
    parts.push({ kind: 'mention', text: rest.slice(0, found.sign.length), person: found.person })
    from = at + found.sign.length
    at = from - 1
  }
  if (from < text.length) parts.push({ kind: 'text', text: text.slice(from) })
  return parts
}
