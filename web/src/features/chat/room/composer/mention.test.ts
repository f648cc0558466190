import { describe, expect, it } from 'vitest'
import { completed, fitting, namedIn, typedName } from './mention'

const people = [
  { id: '1', nickname: '달빛' },
  { id: '2', nickname: '달빛정원' },
  { id: '3', nickname: '반달' },
  { id: '4', nickname: 'Moon_1' },
]

describe('a name that is typed', () => {
  it.each([
    ['@', 1, { at: 0, query: '' }],
    ['안녕 @달', 5, { at: 3, query: '달' }],
    ['안녕 @달 하세요', 5, { at: 3, query: '달' }],
    ['(@moon_', 7, { at: 1, query: 'moon_' }],
    ['\n@ㄷ', 3, { at: 1, query: 'ㄷ' }],
  ])('%j at %i', (text, cursor, found) => expect(typedName(text, cursor)).toEqual(found))

  it.each([
    ['a@b', 3],
    ['@달 ', 3],
    ['@달!', 3],
    ['달', 1],
    ['@아주아주아주아주아주긴이름이에요', 17],
  ])('%j at %i is none', (text, cursor) => expect(typedName(text, cursor)).toBeNull())

  it('those that begin so are offered first', () => {
    expect(fitting(people, '달').map(({ id }) => id)).toEqual(['1', '2', '3'])
    expect(fitting(people, 'MOON').map(({ id }) => id)).toEqual(['4'])
    expect(fitting(people, '')).toHaveLength(4)
    expect(fitting(people, '없음')).toEqual([])
  })

  it('is completed with a blank behind it', () => {
    const text = '안녕 @달 하세요'
    expect(completed(text, 5, typedName(text, 5)!, '달빛')).toEqual({ text: '안녕 @달빛 하세요', cursor: 7 })
    expect(completed('@ㄷ', 2, typedName('@ㄷ', 2)!, '달빛')).toEqual({ text: '@달빛 ', cursor: 4 })
  })
})

describe('who is named in the end', () => {
  it.each([
    ['@달빛 안녕', ['1']],
    ['@달빛정원님 안녕', ['2']],
    ['@달빛정원 @달빛', ['2', '1']],
    ['@MOON_1', ['4']],
    ['지웠어요', []],
  ])('%j', (text, ids) => expect(namedIn(text, people, 10)).toEqual(ids))
  it('no more than a message may name', () => expect(namedIn('@달빛 @반달', people, 1)).toHaveLength(1))
})
