/** Several people in one text, as they are typed: with commas between them. */
import { countCharacters } from '../facts/textRule'

const BETWEEN = /[,，、]/
const fold = (name: string): string => name.normalize('NFC').toLowerCase().replace(/\s+/g, '')

export const splitNames = (text: string): string[] =>
  text
    .split(BETWEEN)
    .map((name) => name.trim())
    .filter((name) => name !== '')

/** As many of the names as fit into the field, in their order, each once. */
export function joinWithin(names: readonly string[], max: number): string {
  let joined = ''
  const seen = new Set<string>()
  for (const name of names) {
    if (seen.has(fold(name))) continue
    const longer = joined ? `${joined}, ${name}` : name
    if (countCharacters(longer) > max) break
    seen.add(fold(name))
    joined = longer
  }
  return joined
}

export const hasName = (text: string, name: string): boolean =>
  splitNames(text).some((known) => fold(known) === fold(name))

/** The text with the name at its end, or without it when it was there; the others stay as they were typed. */
export function toggleName(text: string, name: string): string {
  if (!hasName(text, name)) return [...splitNames(text), name].join(', ')
  return splitNames(text)
    .filter((known) => fold(known) !== fold(name))
    .join(', ')
}

/** The name that is being typed: what comes after the last comma. */
export const lastName = (text: string): string => text.split(BETWEEN).at(-1)!.trim()

/** The text with the name in place of the one that is being typed. */
export function replaceLast(text: string, name: string): string {
  const before = text.split(BETWEEN).slice(0, -1).join(',')
  return [...splitNames(before), name].join(', ')
}
