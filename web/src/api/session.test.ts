import { describe, expect, it } from 'vitest'
import { accessEnd, makeRefresh, type RefreshTools } from './session'

/** Tabs of one browser: they share the lock and the time of the last renewal. */
function browser(answer: () => Promise<number>) {
  const shared = { asked: 0, last: 0, now: 1000, queue: Promise.resolve() as Promise<unknown> }
  const tools: RefreshTools = {
    ask: () => {
      shared.asked++
      return answer()
    },
    exclusively: (work) => {
      const turn = shared.queue.then(work)
      shared.queue = turn.catch(() => {})
      return turn
    },
    lastRenewal: () => shared.last,
    renewed: () => (shared.last = ++shared.now),
    now: () => shared.now,
  }
  return { shared, tab: () => makeRefresh(tools) }
}

describe('renewing the session', () => {
  it('asks once for all calls of a tab', async () => {
    const { shared, tab } = browser(async () => 204)
    const refresh = tab()
    expect(await Promise.all([refresh(), refresh(), refresh()])).toEqual(['renewed', 'renewed', 'renewed'])
    expect(shared.asked).toBe(1)
  })

  it('asks once for all tabs, as a refresh token works once', async () => {
    const { shared, tab } = browser(async () => 204)
    const [one, two] = [tab(), tab()]
    expect(await Promise.all([one(), two()])).toEqual(['renewed', 'renewed'])
    expect(shared.asked).toBe(1)
  })

  it('asks again for the next time', async () => {
    const { shared, tab } = browser(async () => 204)
    const refresh = tab()
    await refresh()
    shared.now += 900_000
    await refresh()
    expect(shared.asked).toBe(2)
  })

  it('D51: knows an ended session from a server that can not be reached', async () => {
    expect(await browser(async () => 401).tab()()).toBe('ended')
    expect(await browser(async () => 503).tab()()).toBe('unreachable')
    expect(await browser(async () => Promise.reject(new TypeError('x'))).tab()()).toBe('unreachable')
  })
})

it.each([
  ['', 0],
  ['other=1', 0],
  ['x=1; piece_signed_in=1790000000; y=2', 1_790_000_000_000],
  ['piece_signed_in=1', Infinity],
  ['not_piece_signed_in=1790000000', 0],
])('reads the end of the access token from %j', (cookies, end) => expect(accessEnd(cookies)).toBe(end))
