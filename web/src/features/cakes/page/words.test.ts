import { expect, it } from 'vitest'
import type { CakeCredit } from '@/api/types'
import { ageOf, hostOf, lengthOf, peopleOf, priceOf } from './words'

const t = (key: string, named: Record<string, unknown> = {}) =>
  [key.split('.').pop(), ...Object.values(named)].join(' ')

it('tells how long it is', () => {
  expect(lengthOf(45, t)).toBe('onlyMinutes 0 45')
  expect(lengthOf(120, t)).toBe('wholeHours 2 0')
  expect(lengthOf(150, t)).toBe('hours 2 30')
})

it('knows unknown from everybody, and free from unknown', () => {
  expect([ageOf(undefined, t), ageOf(null, t), ageOf(0, t), ageOf(15, t)]).toEqual(['', '', 'ageAll', 'ageFrom 15'])
  expect([priceOf(0, 'ko', t), priceOf(150_000, 'ko', t)]).toEqual(['free', 'won 150,000'])
})

it('shows a person once, with all that they did', () => {
  const credits: CakeCredit[] = [
    { role: 'director', name: '한서윤' },
    { role: 'cast', name: '김도현', part: '달지기', picture: '/p.webp' },
    { role: 'writer', name: '한서윤' },
    { role: 'artist', name: '이나래' },
  ]
  expect(peopleOf({ kind: 'musical', credits }, t)).toEqual([
    { name: '한서윤', did: 'staging, writer' },
    { name: '김도현', did: '달지기', picture: '/p.webp' },
    { name: '이나래', did: 'performer' },
  ])
  expect(peopleOf({ kind: 'movie', credits: credits.slice(0, 1) }, t)).toEqual([{ name: '한서윤', did: 'director' }])
})

it('links to web addresses only', () => {
  expect(hostOf('https://www.kopis.or.kr/x')).toBe('kopis.or.kr')
  expect(hostOf('javascript:alert(1)')).toBeNull()
  expect(hostOf('nonsense')).toBeNull()
})
