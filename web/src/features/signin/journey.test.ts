import { afterEach, describe, expect, it, vi } from 'vitest'
import { arrived, journeyTo } from './journey'

const kept = new Map<string, string>()
vi.stubGlobal('localStorage', {
  getItem: (key: string) => kept.get(key) ?? null,
  setItem: (key: string, value: string) => kept.set(key, value),
  removeItem: (key: string) => kept.delete(key),
})
afterEach(() => kept.clear())

const home = (provider: string) => ({ provider, purpose: 'enter', next: '/' })

describe('the way back from a provider', () => {
  it('is the one that was set out on', () => {
    const journey = { provider: 'kakao', purpose: 'link', next: '/me/security' }
    kept.set('piece.signin', JSON.stringify(journey))
    expect(journeyTo('kakao')).toEqual(journey)
    arrived()
    expect(journeyTo('kakao')).toEqual(home('kakao'))
  })

  it('is home when it was to another provider, or nothing of ours is kept', () => {
    for (const text of [
      '{',
      'null',
      '[]',
      '"x"',
      '{"provider":"kakao"}',
      '{"provider":"naver","purpose":"link","next":"/x"}',
    ]) {
      kept.set('piece.signin', text)
      expect(journeyTo('kakao')).toEqual(home('kakao'))
    }
    kept.set('piece.signin', '{"provider":"kakao","purpose":"other","next":"/cakes"}')
    expect(journeyTo('kakao')).toEqual({ provider: 'kakao', purpose: 'enter', next: '/cakes' })
  })
})
