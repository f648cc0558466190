import { describe, expect, it, vi } from 'vitest'
import { Problem } from '@/api/problem'
import type { Artwork, ArtworkOrder } from '../../server/makeServer'
import { artwork, doneArtwork } from '../testing/artwork'
import { createAiTry, NO_AI_TRY, type AiTryState } from './aiTry'

const order: ArtworkOrder = {
  ...{ photoId: 'p', crop: { x: 0, y: 0, width: 1, height: 1, turn: 0 as const } },
  ...{ kind: 'concert', style: 'ink', provider: 'ai' },
}
const look = (state: Artwork['state'], change: Partial<Artwork> = {}) =>
  artwork('ai1', { state, byAi: true, ...change })

function setUp(looks: (Artwork | Error)[], first: Promise<Artwork> = Promise.resolve(look('asked'))) {
  const server = {
    askArtwork: vi.fn(() => first),
    getArtwork: vi.fn(async (id: string) => {
      const next = looks.shift() ?? doneArtwork(id, { byAi: true })
      if (next instanceof Error) throw next
      return next
    }),
    cancelArtwork: vi.fn(async () => {}),
  }
  const states: AiTryState[] = []
  const done: string[] = []
  const onEnd = vi.fn()
  const aiTry = createAiTry({
    ...{ server, onEnd, now: () => 1000 },
    onChange: (state) => states.push(state),
    onDone: ({ id }) => done.push(id),
    pause: async (_ms, signal) => signal.throwIfAborted(),
  })
  return { server, states, done, onEnd, aiTry, now: () => states.at(-1) ?? NO_AI_TRY }
}

describe('a try of the model', () => {
  it('is followed until it is done, with the painting as far as it is', async () => {
    const { aiTry, states, done, onEnd, now } = setUp([
      look('running', { progress: 0.2, sketch: 'data:1' }),
      look('running', { progress: 0.6, sketch: 'data:2' }),
    ])
    await aiTry.ask(order)
    expect(states.map(({ running }) => running?.sketch)).toEqual(['', '', 'data:1', 'data:2', undefined])
    expect(states[0]).toMatchObject({ since: 1000, running: { id: '', byAi: true, style: 'ink' } })
    expect(now()).toEqual(NO_AI_TRY)
    expect(done).toEqual(['ai1'])
    expect(onEnd).toHaveBeenCalledOnce()
  })

  it('tells that it waits once more when the model had no time for it, and keeps the sketch', async () => {
    const { aiTry, states } = setUp([
      look('running', { sketch: 'data:1' }),
      look('asked'),
      look('asked'),
      look('running', { sketch: 'data:2' }),
    ])
    await aiTry.ask(order)
    const told = states.map(({ again, running }) => [running?.state, again, running?.sketch])
    expect(told).toEqual([
      ['asked', false, ''],
      ['asked', false, ''],
      ['running', false, 'data:1'],
      ['asked', true, 'data:1'],
      ['asked', true, 'data:1'],
      ['running', false, 'data:2'],
      [undefined, false, undefined],
    ])
  })

  it.each([
    ['refused', 'refused'],
    ['lost', 'lost'],
    ['broken', 'broken'],
    ['setup', 'setup'],
    ['interrupted', 'unavailable'],
    ['something new', 'other'],
  ])('says why it failed: %s', async (failureCode, kind) => {
    const { aiTry, now, done } = setUp([look('failed', { failureCode, failure: '안 됐어요.' })])
    await aiTry.ask(order)
    expect(now()).toEqual({ ...NO_AI_TRY, trouble: { kind, message: '안 됐어요.' } })
    expect(done).toEqual([])
    aiTry.dismiss()
    expect(now()).toEqual(NO_AI_TRY)
  })

  it.each([
    ['ai_quota', 429, 'quota'],
    ['ai_budget', 503, 'budget'],
    ['ai_consent', 403, 'consent'],
    ['ai_off', 503, 'setup'],
    ['network', 0, 'network'],
    ['artwork_tries', 409, 'other'],
  ])('says why it was not taken: %s', async (code, status, kind) => {
    const { aiTry, now } = setUp([], Promise.reject(new Problem(code, status, '아직이에요.')))
    await aiTry.ask(order)
    expect(now().trouble).toEqual({ kind, message: '아직이에요.' })
  })

  it('says that another style has to be chosen', async () => {
    const { aiTry, now } = setUp(
      [],
      Promise.reject(new Problem('invalid', 422, '', { style: '목록에서 골라 주세요.' })),
    )
    await aiTry.ask(order)
    expect(now().trouble?.kind).toBe('style')
  })

  it('is over at once when it is canceled, on the server as well', async () => {
    let answer: (artwork: Artwork) => void = () => {}
    const { aiTry, server, now, done } = setUp([], new Promise((resolve) => (answer = resolve)))
    const asking = aiTry.ask(order)
    const canceling = aiTry.cancel()
    expect(now()).toEqual(NO_AI_TRY)
    answer(look('asked')) // the order had got through already
    await Promise.all([asking, canceling])
    expect(server.cancelArtwork).toHaveBeenCalledWith('ai1')
    expect(done).toEqual([])
  })

  it('that was canceled too late is there to be looked at', async () => {
    const { aiTry, server, done } = setUp([])
    server.cancelArtwork.mockRejectedValueOnce(new Problem('artwork_done', 409, '다 그렸어요.'))
    const asking = aiTry.ask(order)
    await Promise.all([asking, aiTry.cancel()])
    expect(done).toEqual(['ai1'])
  })

  it('goes on after a reload, and is let go of without being canceled', async () => {
    const { aiTry, server, done, now } = setUp([])
    await aiTry.resume(look('running', { progress: 0.5 }))
    expect(done).toEqual(['ai1'])
    const following = aiTry.resume(look('running'))
    aiTry.clear()
    await following
    expect(now()).toEqual(NO_AI_TRY)
    expect(server.cancelArtwork).not.toHaveBeenCalled()
  })
})
