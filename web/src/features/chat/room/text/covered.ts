/** `||…||` with something in it; a single pair of bars stays what it is. */
export const COVERED = /(?<!\|)\|\|(?!\|)((?:(?!\|\|)[\s\S])+)\|\|(?!\|)/g

/** The text where only one line of it is shown: covered things stay covered. */
export const coveredText = (text: string, cover = '▒▒▒'): string =>
  text
    .replace(COVERED, (all, inside: string) => (inside.trim() ? cover : all))
    .replace(/\s+/g, ' ')
    .trim()
