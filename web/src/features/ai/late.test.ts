import { describe, expect, it, vi } from 'vitest'
import { Problem } from '@/api/problem'
import { createLatePictures, type LatePicture } from './late'

type State = 'asked' | 'running' | 'done' | 'failed' | 'canceled'

function setUp(kept: LatePicture[] = []) {
  let list = kept
  let tick = () => {}
  let heard: (id: string | null) => void = () => {}
  const stopped = vi.fn()
  const answers: (State | Error)[] = []
  const look = vi.fn(async () => {
    const answer = answers.shift() ?? 'running'
    if (answer instanceof Error) throw answer
    return { state: answer as 'running' }
  })
  const told: string[] = []
  const pictures = createLatePictures({
    look,
    read: () => list,
    write: (next) => (list = next),
    tell: ({ piece }) => told.push(piece),
    listen(tell) {
      heard = tell
      return stopped
    },
    later(work) {
      tick = work
      return () => (tick = () => {})
    },
  })
  const settle = () => new Promise((resolve) => setTimeout(resolve))
  return {
    ...{ pictures, look, told, answers, stopped, settle },
    kept: () => list,
    tick: () => tick(),
    hear: (id: string | null) => heard(id),
  }
}
const late = { artwork: 'a1', piece: 'p1' }

describe('a picture that comes after its piece was saved', () => {
  it('is looked for until it is there, told once and forgotten', async () => {
    const { pictures, answers, told, kept, tick, settle, stopped } = setUp()
    pictures.add(late)
    await settle()
    expect(kept()).toEqual([late])
    expect(pictures.states.value.get('p1')).toBe('waiting')
    answers.push('done')
    tick()
    await settle()
    expect(told).toEqual(['p1'])
    expect(kept()).toEqual([])
    expect(pictures.states.value.get('p1')).toBe('done')
    expect(stopped).toHaveBeenCalledOnce()
  })

  it('is there at once when it is heard of', async () => {
    const { pictures, answers, told, hear, settle, look } = setUp()
    pictures.add(late)
    await settle()
    hear('another')
    await settle()
    expect(look).toHaveBeenCalledOnce()
    answers.push('done')
    hear('a1')
    hear('a1')
    await settle()
    expect(told).toEqual(['p1'])
  })

  it('is remembered over a visit, and looked for when something was missed', async () => {
    const { pictures, answers, told, hear, settle } = setUp([late])
    pictures.resume()
    pictures.resume()
    await settle()
    answers.push('done')
    hear(null)
    await settle()
    expect(told).toEqual(['p1'])
  })

  it('that fails, or is not the person’s, is not told', async () => {
    for (const answer of ['failed', 'canceled', new Problem('not_found', 404, '')] as const) {
      const { pictures, answers, told, kept, settle } = setUp()
      answers.push(answer)
      pictures.add(late)
      await settle()
      expect([told, kept(), pictures.states.value.get('p1')]).toEqual([[], [], 'failed'])
    }
  })

  it('outlasts a lost network', async () => {
    const { pictures, answers, told, tick, settle } = setUp()
    answers.push(new Problem('network', 0, ''), new Problem('unavailable', 503, ''), 'done')
    pictures.add(late)
    for (let i = 0; i < 3; i++) {
      await settle()
      tick()
    }
    await settle()
    expect(told).toEqual(['p1'])
  })
})
