import { expect, it } from 'vitest'
import type { Found } from '@/api/types'
import { elsewhere, fromFirstHit, marked, titleParts } from './found'

const title: Found = { field: 'title', parts: ['', '달의', ' 정원'] }
const cast: Found = { field: 'cast', parts: ['한서윤, ', '김도현', ''] }

it('tells hits from plain text, without empty parts', () => {
  expect(marked(title.parts)).toEqual([
    { text: '달의', hit: true },
    { text: ' 정원', hit: false },
  ])
  expect(marked(['plain'])).toEqual([{ text: 'plain', hit: false }])
})

it('keeps text text, whatever it looks like (D25)', () => {
  expect(marked(['<img src=x onerror=alert(1)>', '(', '*'])).toEqual([
    { text: '<img src=x onerror=alert(1)>', hit: false },
    { text: '(', hit: true },
    { text: '*', hit: false },
  ])
})

it('begins a long text shortly before its first hit', () => {
  const parts = ['가나다라마바사아자차카타파하', '밤', '의 끝']
  expect(fromFirstHit(parts, 5)).toEqual(['…차카타파하', '밤', '의 끝'])
  expect(fromFirstHit(['가나', '밤', ''], 5)).toEqual(['가나', '밤', ''])
  expect(fromFirstHit(['👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧', '밤'], 2)).toEqual(['…👨‍👩‍👧👨‍👩‍👧', '밤'])
})

it('says where it was found if not in the title', () => {
  expect(elsewhere([title, cast], '달의')).toBeUndefined()
  expect(elsewhere([cast], '김도현')).toBe(cast)
  expect(elsewhere([title, cast], '달의 김도현')).toBe(cast)
  expect(elsewhere(undefined, '')).toBeUndefined()
  expect(titleParts('달의 정원', [title, cast])).toBe(title.parts)
  expect(titleParts('달의 정원', [cast])).toEqual(['달의 정원'])
})
