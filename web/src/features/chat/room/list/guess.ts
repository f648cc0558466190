/** How high a row will be, before it was drawn: near enough that a scrollbar does not jump much. */
import type { RoomMessage } from '../../core/model'
import { linesOf, ratioOf } from '../message/photoGrid'
import type { Row } from './rows'

const LINE = 22
/** Visible letters in a line of a bubble on a phone; Korean ones are twice as wide as Latin ones. */
const LETTERS = 19

export function guessHeight(row: Row<RoomMessage>): number {
  if (row.kind === 'day' || row.kind === 'unread') return 52
  if (row.kind === 'folded') return 44
  const { message, first } = row
  let height = first ? 11 : 3
  if (first && !message.mine) height += 21
  if (message.removed) return height + 40
  if (message.pictures.length) height += photosHeight(message)
  if (message.pieceId) height += 136
  if (message.replyTo) height += 56
  if (message.text) height += 18 + LINE * textLines(message.text)
  if (message.reactions.length) height += 35
  if (message.state === 'failed') height += 44
  return height
}

function photosHeight({ pictures }: RoomMessage): number {
  const width = 250
  if (pictures.length === 1) return width / ratioOf(pictures[0]!) + 4
  return linesOf(pictures.length).reduce((sum, count) => sum + width / count + 3, 4)
}

const textLines = (text: string): number =>
  text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / LETTERS)), 0)
