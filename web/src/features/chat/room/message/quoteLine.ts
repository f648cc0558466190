/** A message in one line: in a quote, above the composer, read out when it comes. */
import type { text } from '@/i18n'
import { coveredText } from '../text/parts'

interface Told {
  text?: string
  pictures?: readonly unknown[]
  pieceId?: string
  removed?: boolean
  masked?: boolean
}

/** `undefined`: it is still asked for; `null`: it can't be had. */
export function quoteLine(message: Told | null | undefined, t: typeof text): string {
  if (message === undefined) return t('ui.loading')
  if (message === null) return t('chat.room.quoteGone')
  if (message.masked) return t('chat.room.masked')
  if (message.removed) return t('chat.room.removed')
  if (message.text) return coveredText(message.text)
  if (message.pictures?.length) return t('chat.room.photos', { n: message.pictures.length }, message.pictures.length)
  return message.pieceId ? t('chat.room.piece') : t('chat.room.quoteGone')
}
