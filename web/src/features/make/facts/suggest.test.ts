import { expect, it } from 'vitest'
import { matching } from './suggest'

const venues = ['블루스퀘어 신한카드홀', '샤롯데씨어터', '예술의전당 오페라극장', 'CGV 용산', '롯데콘서트홀']

it('offers the most used first while nothing is typed', () => {
  expect(matching(venues, '')).toEqual(venues)
  expect(
    matching(
      Array.from({ length: 20 }, (_, i) => `곳 ${i}`),
      '',
    ),
  ).toHaveLength(6)
})

it('finds what contains the typed text, whatever the case and the blanks, those that begin with it first', () => {
  expect(matching(venues, '롯데')).toEqual(['롯데콘서트홀', '샤롯데씨어터'])
  expect(matching(venues, 'cgv용')).toEqual(['CGV 용산'])
  expect(matching(venues, '신한 카드')).toEqual(['블루스퀘어 신한카드홀'])
})

it('does not offer what is typed already, and takes signs for signs', () => {
  expect(matching(venues, '샤롯데씨어터')).toEqual([])
  expect(matching(['a(b', 'a*b'], '(')).toEqual(['a(b'])
})
