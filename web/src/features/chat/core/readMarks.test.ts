import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Problem } from '@/api/problem'
import { systemClock } from './ports'
import { ReadMarks } from './readMarks'

function setUp() {
  const asked: string[] = []
  const told: string[] = []
  const problems: Problem[] = []
  const marks = new ReadMarks({
    clock: { ...systemClock, random: () => 0.5 },
    async tell(room, seq, leaving) {
      asked.push(`${room} ${seq}${leaving ? ' leaving' : ''}`)
      const problem = problems.shift()
      if (problem) throw problem
      return { read: seq, unread: 0 }
    },
    told: (room, { read }) => told.push(`${room} ${read}`),
  })
  return { marks, asked, told, problems }
}
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

describe('how far is read', () => {
  it('is told at once, then now and then, and always the newest', async () => {
    const { marks, asked } = setUp()
    for (let seq = 1; seq <= 20; seq++) {
      marks.mark('a', seq)
      await pass(100)
    }
    await pass(5_000)
    expect(asked).toEqual(['a 1', 'a 15', 'a 20'])
  })

  it('never goes back, and what the server knows is not told', async () => {
    const { marks, asked } = setUp()
    marks.known('a', 10)
    marks.mark('a', 9)
    marks.mark('a', 11)
    marks.mark('a', 10)
    await pass(5_000)
    expect([asked, marks.at('a')]).toEqual([['a 11'], 11])
  })

  it('is told again when nobody answered', async () => {
    const { marks, asked, told, problems } = setUp()
    problems.push(new Problem('network', 0, ''), new Problem('network', 0, ''))
    marks.mark('a', 3)
    await pass(30_000)
    expect([asked.length, told]).toEqual([3, ['a 3']])
  })

  it('is not told again where one has no mark', async () => {
    const { marks, asked, problems } = setUp()
    problems.push(new Problem('not_a_member', 403, ''))
    marks.mark('a', 3)
    await pass(60_000)
    expect(asked).toEqual(['a 3'])
  })

  it('is told before the page goes', async () => {
    const { marks, asked } = setUp()
    marks.mark('a', 1)
    marks.mark('a', 2)
    marks.flush()
    expect(asked).toEqual(['a 1', 'a 2 leaving'])
  })
})
