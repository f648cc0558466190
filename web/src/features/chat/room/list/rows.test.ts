import { describe, expect, it } from 'vitest'
import { rowsOf, type Listed } from './rows'

const at = (clock: string, day = '2026-11-26') => new Date(`${day}T${clock}+09:00`).toISOString()
const said = (seq: number, sender: string, when: string): Listed => ({ key: `s:${seq}`, seq, sender, at: when })
const told = (rows: ReturnType<typeof rowsOf>) =>
  rows.map((row) =>
    row.kind === 'message'
      ? `${row.message.seq}${row.first ? ' first' : ''}${row.last ? ' last' : ''}`
      : row.kind === 'folded'
        ? `folded ${row.messages.length}`
        : row.kind === 'day'
          ? row.day
          : row.kind,
  )

describe('the rows of a room', () => {
  it('what one person writes in one minute stands together', () => {
    const rows = rowsOf([
      said(1, 'a', at('10:00:01')),
      said(2, 'a', at('10:00:59')),
      said(3, 'b', at('10:00:59')),
      said(4, 'b', at('10:01:00')),
    ])
    expect(told(rows)).toEqual(['2026-11-26', '1 first', '2 last', '3 first last', '4 first last'])
  })

  it('days are those of this device, and each has one line', () => {
    const rows = rowsOf([
      said(1, 'a', at('23:59:59', '2026-11-25')),
      said(2, 'a', at('00:00:00')),
      said(3, 'b', at('23:59:58', '2026-11-25')), // written by another server's clock
      said(4, 'b', at('09:00:00')),
    ])
    expect(told(rows)).toEqual([
      '2026-11-25',
      '1 first last',
      '2026-11-26',
      '2 first last',
      '3 first last',
      '4 first last',
    ])
  })

  it('the line stands above the first unread message, also where that one is not for the person', () => {
    const messages = [said(3, 'a', at('10:00:00')), said(6, 'a', at('10:00:10')), said(7, 'a', at('10:00:20'))]
    expect(told(rowsOf(messages, { firstUnread: 5 }))).toEqual([
      '2026-11-26',
      '3 first last',
      'unread',
      '6 first',
      '7 last',
    ])
    expect(told(rowsOf(messages, { firstUnread: 8 }))).not.toContain('unread')
  })

  it('a message that is only on this device is no unread one', () => {
    const rows = rowsOf([said(3, 'a', at('10:00:00')), said(0, 'me', at('10:00:10'))], { firstUnread: 4 })
    expect(told(rows)).not.toContain('unread')
  })

  it('messages of blocked people are one line, however many follow each other', () => {
    const messages = ['x', 'x', 'a', 'x', 'y'].map((who, i) => said(i + 1, who, at('10:00:00')))
    const rows = rowsOf(messages, { isFolded: ({ sender }) => sender !== 'a' })
    expect(told(rows)).toEqual(['2026-11-26', 'folded 2', '3 first last', 'folded 2'])
  })
})
