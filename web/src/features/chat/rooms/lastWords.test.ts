import { describe, expect, it } from 'vitest'
import type { Entry } from '@/api/roomTypes'
import { lastWords } from './lastWords'

const entry = (part: Partial<Entry>): Entry => ({ seq: 1, kind: 'message', sender: 'haru', ...part })
const nobody = () => false

describe('the last words of a room', () => {
  it('are the text in one line, with what is covered covered', () => {
    expect(lastWords(entry({ text: '범인은\n||집사||' }), nobody)).toEqual({ kind: 'text', text: '범인은 ▒▒▒' })
  })

  it('say what a message without text is', () => {
    const picture = { id: 'p', small: '', large: '', width: 1, height: 1, color: '' }
    expect(lastWords(entry({ pictures: [picture, picture] }), nobody)).toEqual({ kind: 'pictures', count: 2 })
    expect(lastWords(entry({ pieceId: 'x' }), nobody)).toEqual({ kind: 'piece' })
  })

  it('show nothing of what was removed or is of somebody blocked', () => {
    expect(lastWords(entry({ removed: true }), nobody)).toEqual({ kind: 'removed' })
    expect(lastWords(entry({ text: '안녕' }), (id) => id === 'haru')).toEqual({ kind: 'blocked' })
    expect(lastWords(entry({ kind: 'hidden' }), nobody)).toEqual({ kind: 'nothing' })
    expect(lastWords(undefined, nobody)).toEqual({ kind: 'nothing' })
  })
})
