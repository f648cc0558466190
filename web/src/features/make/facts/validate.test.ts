import { describe, expect, it } from 'vitest'
import { newDraft, type FactsForm, type ReviewForm } from '../model'
import { TEXT_RULES } from './limits'
import { cleanText, countCharacters, textFault } from './textRule'
import { factFaults, firstFault, isFree, reviewFaults, type Fault } from './validate'

const family = '👨‍👩‍👧‍👦'
const facts = (change: Partial<FactsForm>): FactsForm => ({
  ...newDraft('k', '2026-08-03').facts,
  kind: 'movie',
  title: '제목',
  ...change,
})
const review = (change: Partial<ReviewForm>): ReviewForm => ({
  halfStars: 9,
  review: '좋았다',
  visibility: 'public',
  ...change,
})

describe('countCharacters', () => {
  it.each([
    ['', 0],
    ['한글', 2],
    ['\u1112\u1161\u11ab', 1],
    ['e\u0301', 1],
    [family, 1],
    ['🇰🇷🇫🇷', 2],
    ['1️⃣', 1],
  ])('%j has %i', (text, count) => expect(countCharacters(text)).toBe(count))
})

describe('cleanText', () => {
  it.each([
    ['  두   칸 ', '두 칸'],
    ['\u202eabc', 'abc'],
    ['\u1112\u1161\u11ab', '한'],
    ['\u3164', ''],
    ['\u200d', ''],
    [family, family],
    ['<img src=x onerror=alert(1)>', '<img src=x onerror=alert(1)>'],
  ])('%j becomes %j', (typed, kept) => expect(cleanText(typed)).toBe(kept))
})

describe.each(Object.entries(TEXT_RULES))('D07 boundaries of %s', (_, rule) => {
  const none = rule.min > 0 ? 'required' : null
  it.each<[string, string, string | null]>([
    ['empty', '', none],
    ['blanks only', ' \t \u3000', none],
    ['an invisible filler only', '\u3164', none],
    ['the shortest', '가', null],
    ['the longest', '가'.repeat(rule.max), null],
    ['one more', '가'.repeat(rule.max + 1), 'tooLong'],
    ['the longest in emoji', family.repeat(rule.max), null],
    ['one emoji more', family.repeat(rule.max + 1), 'tooLong'],
    ['the longest in combined characters', 'e\u0301'.repeat(rule.max), null],
    ['the longest within blanks', `  ${'a'.repeat(rule.max)}  `, null],
    ['accents without end', 'a' + '\u0328\u0301'.repeat(rule.max * 6), 'tooLong'],
    ['a right-to-left override', '\u202eabc', null],
    ['a NUL', 'a\u0000b', 'characters'],
    ['a line break', 'a\nb', 'characters'],
    ['half a surrogate pair', 'a\ud83d', 'characters'],
  ])('%s', (_name, text, fault) => expect(textFault(text, rule)).toBe(fault))
})

describe('factFaults', () => {
  it('finds nothing wrong with the least a piece needs', () => expect(isFree(factFaults(facts({})))).toBe(true))

  it.each<[Partial<FactsForm>, Fault]>([
    [{ kind: '' }, 'choose'],
    [{ title: ' ' }, 'required'],
    [{ day: '' }, 'required'],
    [{ day: '2023-02-29' }, 'day'],
    [{ day: '1899-12-31' }, 'dayRange'],
    [{ day: '2101-01-01' }, 'dayRange'],
    [{ time: '25:00' }, 'time'],
    [{ price: '-1' }, 'price'],
    [{ price: '1.5' }, 'price'],
    [{ price: '100,000,001' }, 'priceTooHigh'],
    [{ seat: '가'.repeat(61) }, 'tooLong'],
  ])('%j is %s', (change, fault) => expect(Object.values(factFaults(facts(change)))).toEqual([fault]))

  it.each<Partial<FactsForm>>([
    { price: '' },
    { price: '0' },
    { price: '100,000,000' },
    { time: '00:00' },
    { genre: 'horror' },
  ])('takes %j', (change) => expect(factFaults(facts(change))).toEqual({}))
})

describe('reviewFaults', () => {
  it.each([1, 2, 9, 10])('takes %i half stars', (halfStars) => expect(reviewFaults(review({ halfStars }))).toEqual({}))
  it.each([0, 11, 2.5, -1, Number.NaN])('refuses %d half stars', (halfStars) =>
    expect(reviewFaults(review({ halfStars }))).toEqual({ halfStars: 'choose' }),
  )
})

it('focuses the first bad field in the order of the page', () => {
  expect(firstFault({ price: 'price', title: 'required', review: 'required' })).toBe('title')
  expect(firstFault({})).toBeUndefined()
})
