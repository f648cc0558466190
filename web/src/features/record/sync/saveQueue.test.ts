import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Problem } from '@/api/problem'
import { createSaveQueue, LONGEST_WAIT, REST } from './saveQueue'

const lost = () => new Problem('network', 0, '')

/** A text that is saved; each save waits until it is let go. */
function setUp() {
  let text = ''
  let stored = ''
  const saves: { text: string; leaving: boolean; end: (error?: Problem) => void }[] = []
  const queue = createSaveQueue({
    isDue: () => text !== stored,
    save: (leaving) =>
      new Promise((resolve, reject) => {
        const sent = text
        const end = (error?: Problem) => {
          if (error) return reject(error)
          stored = sent
          resolve()
        }
        saves.push({ text, leaving, end })
      }),
  })
  const type = (more: string) => {
    text += more
    queue.touch()
  }
  const undo = () => {
    text = stored
    queue.touch()
  }
  const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)
  const answer = async (error?: Problem) => {
    saves.at(-1)!.end(error)
    await pass(0)
  }
  return { queue, saves, type, undo, pass, answer, sent: () => saves.map((save) => save.text) }
}

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

describe('the save queue', () => {
  it('saves a moment after the last letter, not with every one', async () => {
    const { queue, type, pass, sent, answer } = setUp()
    for (const letter of '막이 오른다') {
      type(letter)
      await pass(REST - 100)
    }
    expect([sent(), queue.phase.value]).toEqual([[], 'waiting'])
    await pass(100)
    expect([sent(), queue.phase.value]).toEqual([['막이 오른다'], 'saving'])
    await answer()
    expect(queue.phase.value).toBe('saved')
  })

  it('saves at the latest after ten seconds while typing goes on', async () => {
    const { type, pass, saves } = setUp()
    for (let ms = 0; ms < LONGEST_WAIT; ms += 500) {
      type('가')
      expect(saves).toHaveLength(0)
      await pass(500)
    }
    expect(saves).toHaveLength(1)
  })

  it('never saves twice at once, and then the newest only', async () => {
    const { queue, type, pass, sent, answer } = setUp()
    type('하나')
    await pass(REST)
    type(', 둘')
    await pass(5 * LONGEST_WAIT)
    void queue.flush()
    type(', 셋')
    await pass(5 * LONGEST_WAIT)
    expect(sent()).toEqual(['하나'])
    await answer()
    expect(sent()).toEqual(['하나', '하나, 둘, 셋'])
    await answer()
    await pass(LONGEST_WAIT)
    expect([sent().length, queue.phase.value]).toEqual([2, 'saved'])
  })

  it('D23 says that it failed and tries again with growing patience', async () => {
    const { queue, type, pass, saves, answer } = setUp()
    type('가')
    await pass(REST)
    for (const pause of [1500, 3000, 6000]) {
      const before = saves.length
      await answer(lost())
      expect([queue.phase.value, queue.problem.value?.code]).toEqual(['failed', 'network'])
      type('나') // does not hurry it
      await pass(pause - 1)
      expect(saves).toHaveLength(before)
      await pass(1)
      expect(saves).toHaveLength(before + 1)
    }
    await answer()
    expect([queue.phase.value, queue.problem.value]).toEqual(['saved', null])
    type('다')
    await pass(REST)
    await answer(lost())
    await pass(1500) // the patience begins anew
    expect(saves).toHaveLength(6)
  })

  it('waits as long as the server asks for, and not at all when the person asks', async () => {
    const { queue, type, pass, saves, answer } = setUp()
    type('가')
    await pass(REST)
    await answer(new Problem('too_many', 429, '', {}, 30))
    await pass(29_000)
    expect(saves).toHaveLength(1)
    queue.retry()
    await pass(0)
    expect(saves).toHaveLength(2)
  })

  it('does not repeat what the server refuses', async () => {
    const { queue, type, pass, saves, answer } = setUp()
    type('가')
    await pass(REST)
    await answer(new Problem('not_found', 404, ''))
    await pass(10 * LONGEST_WAIT)
    expect([saves.length, queue.phase.value]).toEqual([1, 'failed'])
  })

  it('leaves at once with what is due', async () => {
    const { queue, type, pass, saves, answer } = setUp()
    type('가')
    void queue.flush(true)
    await pass(0)
    expect(saves).toMatchObject([{ text: '가', leaving: true }])
    await answer()
    await queue.flush(true)
    expect(saves).toHaveLength(1)
  })

  it('holds while somebody decides, and goes on afterwards', async () => {
    const { queue, type, pass, sent, answer } = setUp()
    type('가')
    queue.hold()
    type('나')
    await pass(LONGEST_WAIT)
    expect([sent(), queue.phase.value]).toEqual([[], 'held'])
    queue.release()
    await pass(REST)
    expect(sent()).toEqual(['가나'])
    await answer()
    expect(queue.phase.value).toBe('saved')
  })

  it('saves nothing when the change was taken back in time', async () => {
    const { queue, type, undo, pass, saves } = setUp()
    type('가')
    await pass(REST - 1)
    undo()
    await pass(LONGEST_WAIT)
    expect([saves.length, queue.phase.value]).toEqual([0, 'saved'])
  })

  it('stops when its page has gone', async () => {
    const { queue, type, pass, saves } = setUp()
    type('가')
    queue.stop()
    await pass(LONGEST_WAIT)
    expect(saves).toHaveLength(0)
  })
})
