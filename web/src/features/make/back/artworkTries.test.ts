import { describe, expect, it, vi } from 'vitest'
import { Problem } from '@/api/problem'
import type { Artwork, ArtworkOrder } from '../server/makeServer'
import { createArtworkTries, NO_TRIES, type TriesState } from './artworkTries'
import { artwork } from './testing/artwork'

const order: ArtworkOrder = {
  photoId: 'p',
  crop: { x: 0, y: 0, width: 1, height: 1, turn: 0 },
  kind: 'concert',
  style: 'oil',
}
const art = (id: string, state: Artwork['state'], progress = 0): Artwork =>
  artwork(id, {
    ...{ state, progress },
    imageUrl: state === 'done' ? `/art/${id}` : '',
    failure: state === 'failed' ? '물감이 떨어졌어요.' : '',
  })

function setUp(looks: (Artwork | Error)[]) {
  let asked = 0
  const server = {
    askArtwork: vi.fn(async () => art(`a${++asked}`, 'asked')),
    getArtwork: vi.fn(async (id: string) => {
      const look = looks.shift() ?? art(id, 'done', 1)
      if (look instanceof Error) throw look
      return look
    }),
    cancelArtwork: vi.fn(async () => {}),
    listArtworks: vi.fn(async () => [art('old', 'done', 1), art('bad', 'failed')]),
  }
  const states: TriesState[] = []
  const done: string[] = []
  const tries = createArtworkTries({
    server,
    onChange: (state) => states.push(state),
    onDone: (artwork) => done.push(artwork.id),
    onPhotoLost: () => {},
    pause: async (_ms, signal) => signal.throwIfAborted(),
  })
  return { server, states, done, tries, now: () => states.at(-1) ?? NO_TRIES }
}

describe('artwork tries', () => {
  it('follows a try until it is done', async () => {
    const { tries, states, done, now } = setUp([art('a1', 'running', 0.3), art('a1', 'running', 0.8)])
    await tries.ask(order)
    expect(states.map((state) => state.running?.progress)).toEqual([0, 0, 0.3, 0.8, undefined])
    expect(now()).toEqual({ tries: [art('a1', 'done', 1)], running: null, failure: '' })
    expect(done).toEqual(['a1'])
  })

  it('keeps every try, and the same one once', async () => {
    const { tries, now, server } = setUp([])
    await tries.ask(order)
    await tries.ask({ ...order, again: true })
    server.askArtwork.mockResolvedValueOnce(art('a1', 'done', 1))
    await tries.ask(order)
    expect(now().tries.map((each) => each.id)).toEqual(['a1', 'a2'])
  })

  it('brings the earlier tries of a draft back, without the failed ones', async () => {
    const { tries, now } = setUp([])
    await tries.ask(order)
    await tries.load('p')
    expect(now().tries.map((each) => each.id)).toEqual(['old', 'a1'])
  })

  it('takes in what a model painted, once', async () => {
    const { tries, now, done } = setUp([])
    await tries.ask(order)
    tries.add(art('ai', 'done', 1))
    tries.add(art('ai', 'done', 1))
    expect(now().tries.map((each) => each.id)).toEqual(['a1', 'ai'])
    expect(done).toEqual(['a1'])
  })

  it('says why the painter failed, and paints when asked again', async () => {
    const { tries, now } = setUp([art('a1', 'failed')])
    await tries.ask(order)
    expect(now()).toEqual({ tries: [], running: null, failure: '물감이 떨어졌어요.' })
    await tries.ask(order)
    expect(now().failure).toBe('')
    expect(now().tries).toHaveLength(1)
  })

  it('rides out a short loss of the network, not a long one', async () => {
    const offline = () => new Problem('network', 0, '연결되지 않았어요.')
    const short = setUp([offline(), offline(), offline()])
    await short.tries.ask(order)
    expect(short.now().tries).toHaveLength(1)
    const long = setUp(Array.from({ length: 20 }, offline))
    await long.tries.ask(order)
    expect(long.now().failure).toBe('연결되지 않았어요.')
  })

  it('says at once when asking failed', async () => {
    const { tries, server, now } = setUp([])
    server.askArtwork.mockRejectedValueOnce(new Problem('too_many', 429, '잠시 뒤에 다시 해 주세요.'))
    await tries.ask(order)
    expect(now().failure).toBe('잠시 뒤에 다시 해 주세요.')
  })

  it('calls off what nobody waits for, before it asks for something else', async () => {
    const { tries, server, now, done } = setUp([])
    const painted: (() => void)[] = []
    server.getArtwork.mockImplementation(
      (id) => new Promise((resolve) => painted.push(() => resolve(art(id, 'done', 1)))),
    )
    const first = tries.ask(order)
    await vi.waitFor(() => expect(painted).toHaveLength(1))
    let gone = () => {}
    server.cancelArtwork.mockImplementationOnce(() => new Promise((resolve) => (gone = resolve)))
    const second = tries.ask({ ...order, style: 'ink' })
    expect(server.cancelArtwork).toHaveBeenCalledExactlyOnceWith('a1')
    expect(server.askArtwork).toHaveBeenCalledOnce()
    gone()
    await vi.waitFor(() => expect(painted).toHaveLength(2))
    for (const give of painted) give()
    await Promise.all([first, second])
    expect(done).toEqual(['a2'])
    expect(now().tries.map((each) => each.id)).toEqual(['a2'])
  })

  it('asks once more when another page called it off', async () => {
    const { tries, done } = setUp([art('a1', 'canceled')])
    await tries.ask(order)
    expect(done).toEqual(['a2'])
  })

  it('forgets a try whose photo was changed', async () => {
    const { tries, now, done } = setUp([])
    const asking = tries.ask(order)
    tries.clear()
    await asking
    expect(now()).toEqual(NO_TRIES)
    expect(done).toEqual([])
  })
})
