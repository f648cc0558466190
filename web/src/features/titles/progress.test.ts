import { describe, expect, it } from 'vitest'
import type { OwnTitle } from '@/api/titles'
import { chosen, progressText } from './progress'

const title = (id: string, earnedAt?: string): OwnTitle => ({
  id,
  group: 'genre',
  emblem: 'ghost',
  name: { ko: id, en: id },
  rule: { ko: id, en: id },
  done: 1,
  need: 3,
  seen: false,
  ...(earnedAt && { earnedAt }),
})

describe('titles', () => {
  it('says how far somebody is', () => {
    expect(progressText({ done: 2, need: 3 }, 'ko')).toBe('2 / 3')
    expect(progressText({ done: 354_000, need: 1_000_000 }, 'en')).toBe('354,000 / 1,000,000')
    expect(progressText({ done: 350_000, need: 1_000_000 }, 'ko', true)).toBe('35만 / 100만')
    expect(progressText({ done: 999_999, need: 1_000_000 }, 'ko', true)).toBe('99만 / 100만')
  })

  it('are filtered by whether they are owned', () => {
    const all = [title('a', '2026-11-26T00:00:00Z'), title('b')]
    expect(chosen(all, 'all').map((one) => one.id)).toEqual(['a', 'b'])
    expect(chosen(all, 'owned').map((one) => one.id)).toEqual(['a'])
    expect(chosen(all, 'open').map((one) => one.id)).toEqual(['b'])
  })
})
