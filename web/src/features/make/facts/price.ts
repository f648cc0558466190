/** A price in won as people type it: `132,000`, `132000원`, full-width digits. */

/** What the typed text means: a whole number of won, null for nothing typed, or undefined for what is no price. */
export function parsePrice(text: string): number | null | undefined {
  const plain = text
    .normalize('NFKC')
    .replace(/[\s,₩]|원$/gu, '')
    .replace(/^\\/, '')
  if (plain === '') return text.trim() === '' ? null : undefined
  if (!/^\d{1,15}$/.test(plain)) return undefined
  return Number(plain)
}

/** The price with separators, the way it is shown once the person leaves the field; text that is no price stays as typed. */
export function showPrice(text: string): string {
  const price = parsePrice(text)
  return typeof price === 'number' ? price.toLocaleString('en-US') : text
}
