/** A long text in the parts in which it is shown. */
import { clip } from '@/lib/grapheme'

/** A text longer than this is shown in part at first, so many characters or lines of it. */
const SHOWN = 320
const LINES = 12
/** What is hidden must be worth a button. */
const WORTH = 120

export const paragraphsOf = (text: string): string[] => text.split(/\n{2,}/).filter((part) => part.trim())

/** The beginning of a long text, ended between words; the text itself when it is not long. */
export function beginning(text: string): string {
  const lines = text.split('\n')
  const few = lines.slice(0, LINES).join('\n')
  if (few.length <= SHOWN) return lines.length > LINES + 3 ? few.trimEnd() : text
  if (lines.length <= LINES + 3 && text.length <= SHOWN + WORTH) return text
  const cut = clip(few, SHOWN)
  const blank = Math.max(cut.lastIndexOf(' '), cut.lastIndexOf('\n'))
  return (blank > SHOWN / 2 ? cut.slice(0, blank) : cut).trimEnd()
}
