/** The page of a work: only what a link may lead to. */

/** An address of a web page, without a password in it; anything else could be a script. */
export function isWebAddress(text: string): boolean {
  if (/\s/.test(text)) return false
  try {
    const { protocol, hostname, username, password } = new URL(text)
    return ['http:', 'https:'].includes(protocol) && /^https?:\/\//i.test(text) && !!hostname && !username && !password
  } catch {
    return false
  }
}
