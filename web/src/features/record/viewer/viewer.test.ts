import { describe, expect, it } from 'vitest'
import { frameRatio } from './frame'
import { linkify } from './links'
import { beginning, paragraphsOf } from './paragraphs'
import { CLOSEST, fitted, panned, strokeOf, WHOLE, zoomed } from './zoom'

describe('links', () => {
  it.each([
    ['보세요 https://piece.example/a?b=1#c 꼭', ['https://piece.example/a?b=1#c']],
    ['(https://ko.wikipedia.org/wiki/조각_(동음이의)) 참고', ['https://ko.wikipedia.org/wiki/조각_(동음이의)']],
    ['https://a.example/x, http://b.example.', ['https://a.example/x', 'http://b.example']],
    ['주소는 https://a.example입니다', ['https://a.example']],
    ['“https://a.example/끝”', ['https://a.example/끝']],
  ])('finds the addresses in %j', (text, found) => {
    const parts = linkify(text)
    expect(parts.filter((part) => part.href).map((part) => part.text)).toEqual(found)
    expect(parts.map((part) => part.text).join('')).toBe(text)
  })

  it.each([
    'javascript:alert(1)',
    'ftp://a.example/x',
    'https://',
    'http://localhost/x',
    'https://bank.example@evil.example/',
    '<img src=x onerror=alert(1)>',
    'data:text/html,<script>alert(1)</script>',
  ])('D25: %j stays plain text', (text) => expect(linkify(text)).toEqual([{ text }]))
})

describe('long texts', () => {
  it('a short one is shown in full', () => {
    expect(beginning('짧은 글')).toBe('짧은 글')
    expect(beginning('글\n'.repeat(10))).toBe('글\n'.repeat(10))
  })

  it('a long one begins with whole words, and many lines with the first of them', () => {
    const long = '아주 긴 이야기 '.repeat(100)
    const short = beginning(long)
    expect(short.length).toBeLessThan(330)
    expect(long.startsWith(`${short} `)).toBe(true)
    expect(beginning('줄\n'.repeat(40)).split('\n')).toHaveLength(12)
    expect(beginning('가'.repeat(2000)).length).toBe(320)
  })

  it('never cuts a character in two', () => {
    expect(beginning('👩‍👩‍👧‍👦'.repeat(500))).toMatch(/^(👩‍👩‍👧‍👦)+$/u)
  })

  it('empty lines part paragraphs', () => {
    expect(paragraphsOf('하나\n하나\n\n\n둘\n\n  \n\n셋')).toEqual(['하나\n하나', '둘', '셋'])
  })
})

describe('the carousel’s frame', () => {
  it.each([
    [[{ width: 300, height: 400 }], 0.75],
    [
      [
        { width: 1600, height: 900 },
        { width: 4, height: 3 },
      ],
      4 / 3,
    ],
    [[{ width: 100, height: 1000 }], 0.75],
    [[{ width: 3000, height: 100 }], 16 / 9],
    [[{ width: 0, height: 0 }], 1],
  ])('%j gets %d', (photos, ratio) => expect(frameRatio(photos)).toBeCloseTo(ratio))
})

describe('looking closely', () => {
  const [screen, fit] = [
    { width: 400, height: 800 },
    { width: 400, height: 600 },
  ]
  it('the whole photo fits the screen', () => {
    expect(fitted({ width: 800, height: 1200 }, screen)).toEqual(fit)
    expect(fitted({ width: 50, height: 50 }, screen)).toEqual({ width: 400, height: 400 })
  })

  it('what is under the fingers stays there', () => {
    const at = { x: 50, y: -20 }
    const look = zoomed(WHOLE, 2, at, fit, screen)
    expect((at.x - look.x) / look.scale).toBeCloseTo(at.x)
    expect(look.y).toBe(20)
  })

  it('no closer and no further than makes sense', () => {
    expect(zoomed(WHOLE, 99, WHOLE, fit, screen).scale).toBe(CLOSEST)
    expect(zoomed({ scale: 2, x: 90, y: 0 }, 0.1, WHOLE, fit, screen)).toEqual(WHOLE)
    expect(panned({ scale: 2, x: 0, y: 0 }, 9999, -9999, fit, screen)).toEqual({ scale: 2, x: 200, y: -200 })
    expect(panned(WHOLE, 50, 50, fit, screen)).toEqual(WHOLE)
  })

  it.each([
    [-60, 5, 120, 'next'],
    [60, 5, 120, 'previous'],
    [-60, 5, 900, null],
    [-200, 30, 900, 'next'],
    [10, 120, 200, 'close'],
    [10, -120, 200, null],
    [10, 120, 900, null],
    [0, 0, 80, null],
  ] as const)('a stroke of %i, %i in %i ms means %s', (dx, dy, took, way) =>
    expect(strokeOf(dx, dy, took, 400)).toBe(way),
  )
})
