// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest'
import { createApp, reactive } from 'vue'
import type { Draft, OpenRoom } from '../../core'
import { MAX_PICTURES } from '../limits'
import { useComposer, type Composer } from './useComposer'

const photo = (blob: Blob) => ({ blob, width: 4, height: 3 })

/** A composer in a room that takes what is sent, or doesn't. */
function composing({
  send = async (): Promise<string> => 'id',
  prepare = async (file: Blob) => {
    if (file.type !== 'image/png') throw new Error('no picture')
    return photo(file)
  },
}: {
  send?: (draft: Draft) => Promise<string>
  prepare?: (file: Blob) => Promise<ReturnType<typeof photo>>
} = {}) {
  const sent = vi.fn(send)
  const room = reactive({ typed: { text: '' } as { text: string; replyTo?: number }, send: sent })
  let composer!: Composer
  const app = createApp({
    setup() {
      composer = useComposer({
        room: room as unknown as OpenRoom,
        prepare,
      })
      return () => null
    },
  })
  app.mount(document.createElement('div'))
  return { composer, room, sent, end: () => app.unmount() }
}
const png = () => new Blob(['x'], { type: 'image/png' })

describe('what is about to be sent', () => {
  it('D45 blanks are nothing, 1,000 characters are sent, 1,001 are not', () => {
    const { composer } = composing()
    for (const [text, ready] of [
      ['', false],
      [' \n ', false],
      ['가', true],
      ['👩‍👩‍👧‍👦'.repeat(1000), true],
      ['가'.repeat(1001), false],
    ] as const) {
      composer.text.value = text
      expect(composer.ready.value, text.slice(0, 3)).toBe(ready)
    }
  })

  it('goes in one: text, answer, names and photos; then all is empty', async () => {
    const { composer, room, sent } = composing()
    composer.text.value = '@달'
    composer.name({ id: 'p1', nickname: '달빛' }, { at: 0, query: '달' }, 2)
    composer.text.value += '안녕 '
    composer.replyTo.value = 7
    await composer.add([png(), png()])
    await composer.send()
    const [draft] = sent.mock.calls[0]!
    expect(draft).toMatchObject({ text: '@달빛 안녕', replyTo: 7, mentions: ['p1'] })
    expect(draft.photos).toHaveLength(2)
    expect(room.typed).toEqual({ text: '' })
    expect(composer.photos).toHaveLength(0)
  })

  it('what could not be kept is put back, all of it', async () => {
    const { composer } = composing({ send: () => Promise.reject(new Error('full')) })
    composer.text.value = '안녕'
    composer.replyTo.value = 7
    await composer.add([png()])
    await expect(composer.send()).rejects.toThrow('full')
    expect([composer.text.value, composer.replyTo.value, composer.photos.length]).toEqual(['안녕', 7, 1])
  })

  it('takes ten photos, and no files that are none', async () => {
    const { composer } = composing()
    await composer.add([new Blob(['x'], { type: 'text/plain' }), png()])
    expect([composer.photos.length, composer.refused.value]).toEqual([1, 1])
    await composer.add(Array.from({ length: 12 }, png))
    expect(composer.photos).toHaveLength(MAX_PICTURES)
    expect(composer.tooMany.value).toBe(true)
    composer.drop(composer.photos[0]!.key)
    expect(composer.photos).toHaveLength(MAX_PICTURES - 1)
  })

  it('waits for photos that are still read', async () => {
    let read!: (value: ReturnType<typeof photo>) => void
    const { composer } = composing({ prepare: () => new Promise((done) => (read = done)) })
    composer.text.value = '안녕'
    const added = composer.add([png()])
    expect(composer.ready.value).toBe(false)
    expect(await composer.send()).toBe(false)
    read(photo(png()))
    await added
    expect(composer.ready.value).toBe(true)
  })
})
