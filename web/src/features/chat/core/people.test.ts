import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Person } from '@/api/roomTypes'
import { FRESH, People } from './people'

function setUp(names: Record<string, string>) {
  const asked: string[][] = []
  const told: string[] = []
  let fails = 0
  const people = new People({
    async ask(ids) {
      asked.push([...ids])
      if (fails-- > 0) throw new Error('lost')
      return ids.flatMap((id): Person[] => (names[id] ? [{ id, nickname: names[id] }] : []))
    },
    now: () => Date.now(),
    later: (work, ms) => void setTimeout(work, ms),
    tell: (id, person) => told.push(`${id} ${person?.nickname ?? '?'}`),
  })
  return { people, asked, told, names, fail: (times: number) => (fails = times) }
}
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

describe('who people are', () => {
  it('is asked once for all parts of a page', async () => {
    const { people, asked, told } = setUp({ a: '민지', b: '파도' })
    people.want(['a'])
    people.want(['b', 'a'])
    await pass(100)
    people.want(['a', 'b'])
    await pass(100)
    expect([asked, told]).toEqual([[['a', 'b']], ['a 민지', 'b 파도']])
  })

  it('D46: a new nickname shows after a minute, a deleted person is nobody', async () => {
    const { people, names } = setUp({ a: '민지', b: '파도' })
    people.want(['a', 'b'])
    await pass(100)
    names.a = '새 이름'
    delete names.b
    await pass(FRESH)
    people.want(['a', 'b'])
    await pass(100)
    expect([people.get('a')?.nickname, people.get('b'), people.get('c')]).toEqual(['새 이름', null, undefined])
  })

  it('D46: takes what answers say anyway, and knows whom they left out', async () => {
    const { people, asked } = setUp({})
    people.take([{ id: 'a', nickname: '민지' }], ['a', 'gone', ''])
    people.want(['a', 'gone'])
    await pass(100)
    expect([people.get('a')?.nickname, people.get('gone'), asked]).toEqual(['민지', null, []])
  })

  it('asks nothing when another answer told of everybody meanwhile', async () => {
    const { people, asked } = setUp({})
    people.want(['a'])
    people.take([{ id: 'a', nickname: '민지' }])
    await pass(100)
    expect(asked).toEqual([])
  })

  it('is asked again when nobody answered', async () => {
    const { people, asked, fail } = setUp({ a: '민지' })
    fail(2)
    people.want(['a'])
    await pass(60_000)
    expect([asked.length, people.get('a')?.nickname]).toEqual([3, '민지'])
  })

  it('is asked for a hundred at a time', async () => {
    const { people, asked } = setUp({})
    people.want(Array.from({ length: 250 }, (_, n) => `p${n}`))
    await pass(1_000)
    expect(asked.map(({ length }) => length)).toEqual([100, 100, 50])
  })
})
