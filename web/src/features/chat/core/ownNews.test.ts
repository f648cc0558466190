import { expect, it, vi } from 'vitest'
import type { ChatListener } from './browserChat'

const listeners = new Set<ChatListener>()
vi.mock('./browserChat', () => ({
  listen: (listener: ChatListener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
}))

it('tells news of one kind, and that some may have been missed, until it is stopped', async () => {
  const { onOwnNews } = await import('./ownNews')
  const told: unknown[] = []
  const stop = onOwnNews('artwork', (note) => told.push(note?.id ?? null))
  const all = () => [...listeners]
  for (const each of all()) {
    each.note?.({ kind: 'blocks' })
    each.note?.({ kind: 'artwork', id: 'a', state: 'running', progress: 0.5 })
    each.note?.({ kind: 'missed' })
  }
  stop()
  for (const each of all()) each.note?.({ kind: 'artwork', id: 'b', state: 'done', progress: 1 })
  expect(told).toEqual(['a', null])
})
