/** Finds the addresses in a text that people typed. What is no web address stays plain text (D25). */

export interface TextPart {
  text: string
  /** Only http and https, as the browser itself reads the address. */
  href?: string
}

const ADDRESS = /https?:\/\/[^\s<>"'`“”‘’\u3000]+/giu
/** Signs at the end that belong to the sentence, and Korean particles that follow an address without a blank. */
const AFTERWARDS = /(?:[.,!?:;…"'」』】〉》]|(?<=[a-z0-9])\p{Script=Hangul}+)+$/iu

export function linkify(text: string): TextPart[] {
  const parts: TextPart[] = []
  let at = 0
  for (const match of text.matchAll(ADDRESS)) {
    const address = trimmed(match[0])
    const href = safe(address)
    if (!href) continue
    if (match.index > at) parts.push({ text: text.slice(at, match.index) })
    parts.push({ text: address, href })
    at = match.index + address.length
  }
  if (at < text.length) parts.push({ text: text.slice(at) })
  return parts
}

/** Without what follows the address; a bracket is part of it when it was opened in it. */
function trimmed(found: string): string {
  let address = found.replace(AFTERWARDS, '')
  while (/[)\]}]$/.test(address) && count(address, opening[address.at(-1)!]!) < count(address, address.at(-1)!))
    address = address.slice(0, -1).replace(AFTERWARDS, '')
  return address
}

const opening: Record<string, string> = { ')': '(', ']': '[', '}': '{' }
const count = (text: string, sign: string): number => text.split(sign).length - 1

function safe(address: string): string {
  if (!URL.canParse(address)) return ''
  const { protocol, href, hostname, username } = new URL(address)
  // a name before the host makes one site look like another
  return /^https?:$/.test(protocol) && hostname.includes('.') && !username ? href : ''
}
