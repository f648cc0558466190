import { describe, expect, it } from 'vitest'
import { emojiOnly } from './emojiOnly'
import { coveredText, partsOf } from './parts'

const people = [
  { id: 'p1', nickname: '달빛' },
  { id: 'p2', nickname: '달빛정원' },
  { id: 'p3', nickname: 'Moon_1.x' },
]
const kinds = (text: string) => partsOf(text, people).map((part) => part.kind)
const links = (text: string) => partsOf(text).flatMap((part) => (part.kind === 'link' ? [part.text] : []))

describe('addresses in messages', () => {
  it.each([
    ['여기요 https://piece.example/cakes/1에서 봐요', ['https://piece.example/cakes/1']],
    ['https://a.example/보기를 눌러요', ['https://a.example/보기를']],
    ['https://a.example으로요!', ['https://a.example']],
    ['(https://a.example/x_(y))', ['https://a.example/x_(y)']],
    ['봤어? https://a.example/?q=1&r=2#c… 대박', ['https://a.example/?q=1&r=2#c']],
    ['"https://a.example/x",', ['https://a.example/x']],
    ['https://a.example/1\nhttp://b.example/2', ['https://a.example/1', 'http://b.example/2']],
    ['HTTPS://A.EXAMPLE/x', ['HTTPS://A.EXAMPLE/x']],
  ])('%j has %j', (text, found) => expect(links(text)).toEqual(found))

  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt://a.example/%0aalert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    'file:///etc/passwd',
    'https://bank.example@evil.example/',
    '//a.example/x',
    'https://',
  ])('D25: %j leads nowhere', (text) => expect(links(text)).toEqual([]))

  it('every address is http or https as the browser reads it', () => {
    for (const part of partsOf('https://a.example/"><img src=x> http://b.example/\\evil'))
      if (part.kind === 'link') expect(new URL(part.href).protocol).toMatch(/^https?:$/)
  })
})

describe('covered parts', () => {
  it.each([
    ['결말은 ||모두 꿈||이에요', ['text', 'spoiler', 'text']],
    ['||가|| 그리고 ||나||', ['spoiler', 'text', 'spoiler']],
    ['||두\n줄||', ['spoiler']],
    ['a || b', ['text']],
    ['||||', ['text']],
    ['|| ||', ['text']],
    ['||열린 채로', ['text']],
    ['x ||| y |||', ['text']],
  ])('%j', (text, expected) => expect(kinds(text)).toEqual(expected))

  it('an address and a name may be in one', () => {
    const [part] = partsOf('||@달빛 https://a.example/x||', people)
    expect(part?.kind === 'spoiler' && part.parts.map(({ kind }) => kind)).toEqual(['mention', 'text', 'link'])
  })

  it('stay covered where a message is shown in one line', () => {
    expect(coveredText('결말은 ||모두\n꿈||,\n끝')).toBe('결말은 ▒▒▒, 끝')
    expect(coveredText('a || b || |')).not.toContain('b')
    expect(coveredText('a || b')).toBe('a || b')
  })

  it('nothing of a message gets lost', () => {
    const text = '앞 ||가린 @달빛 https://a.example/x|| 뒤 @달빛정원님 ||'
    const shown = partsOf(text, people)
      .map((part) => (part.kind === 'spoiler' ? `||${part.parts.map((p) => p.text).join('')}||` : part.text))
      .join('')
    expect(shown).toBe(text)
  })
})

describe('names in messages', () => {
  const found = (text: string) =>
    partsOf(text, people).flatMap((part) => (part.kind === 'mention' ? [`${part.person} ${part.text}`] : []))
  it.each([
    ['@달빛 안녕', ['p1 @달빛']],
    ['@달빛정원님 안녕', ['p2 @달빛정원']],
    ['@달빛님이랑 @moon_1.X이랑', ['p1 @달빛', 'p3 @moon_1.X']],
    ['메일은 a@b.example', []],
    ['@모르는사람', []],
    ['@@달빛', ['p1 @달빛']],
  ])('%j names %j', (text, expected) => expect(found(text)).toEqual(expected))
})

it.each([
  ['😀', 1],
  ['👩‍👩‍👧‍👦🇰🇷 1️⃣', 3],
  ['❤️', 1],
  ['👍🏽👍🏽', 2],
  ['😀😀😀😀😀😀😀', 0],
  ['😀!', 0],
  ['12', 0],
  ['#', 0],
  ['', 0],
  ['ㅋㅋ', 0],
  ['😀'.repeat(50), 0],
])('%j is %i emoji and nothing else', (text, count) => expect(emojiOnly(text)).toBe(count))
