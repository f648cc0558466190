import { expect, it, vi } from 'vitest'
import { makeHearts, type Heart } from './heartLine'

/** A page that shows one piece, and a server whose answers the test lets go one by one. */
function setUp(now: Heart) {
  const shown = { ...now }
  const asked: { hearted: boolean; answer: (heart: Heart) => void; refuse: (error: Error) => void }[] = []
  const failed = vi.fn()
  const done = vi.fn()
  const wish = makeHearts({
    send: (_id, hearted) =>
      new Promise((answer, refuse) => {
        asked.push({ hearted, answer, refuse })
      }),
    show: (_id, heart) => Object.assign(shown, heart),
    done,
    failed,
  })
  return { shown, asked, failed, done, press: () => wish('a', { ...shown }, !shown.hearted) }
}

it('shows the heart at once and the exact count after', async () => {
  const { shown, asked, press, done } = setUp({ hearts: 3, hearted: false })
  const end = press()
  expect(shown).toEqual({ hearts: 4, hearted: true })
  asked[0]?.answer({ hearts: 9, hearted: true })
  await end
  expect(shown).toEqual({ hearts: 9, hearted: true })
  expect(done).toHaveBeenCalledOnce()
})

it('takes a failed heart back and says so', async () => {
  const { shown, asked, press, failed } = setUp({ hearts: 3, hearted: true })
  const end = press()
  expect(shown).toEqual({ hearts: 2, hearted: false })
  asked[0]?.refuse(new Error('no network'))
  await end
  expect(shown).toEqual({ hearts: 3, hearted: true })
  expect(failed).toHaveBeenCalledOnce()
})

it('sends one wish at a time, and the last one stays', async () => {
  const { shown, asked, press } = setUp({ hearts: 0, hearted: false })
  const end = press()
  void press()
  void press()
  void press()
  expect(asked.map((a) => a.hearted)).toEqual([true])
  expect(shown).toEqual({ hearts: 0, hearted: false })
  asked[0]?.answer({ hearts: 1, hearted: true })
  await vi.waitFor(() => expect(asked).toHaveLength(2))
  expect(asked[1]?.hearted).toBe(false)
  asked[1]?.answer({ hearts: 0, hearted: false })
  await end
  expect(shown).toEqual({ hearts: 0, hearted: false })
})

it('asks for nothing that is so already', async () => {
  const { asked } = setUp({ hearts: 1, hearted: true })
  const send = vi.fn()
  await makeHearts({ send, show: vi.fn(), done: vi.fn(), failed: vi.fn() })('a', { hearts: 1, hearted: true }, true)
  expect(send).not.toHaveBeenCalled()
  expect(asked).toEqual([])
})
