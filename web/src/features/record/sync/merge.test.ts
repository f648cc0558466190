import { describe, expect, it } from 'vitest'
import { matches, segments } from './diff'
import { joinPhotos, joinTexts } from './merge'

describe('comparing', () => {
  it('finds what two texts have in common, in order', () => {
    expect(matches([...'커튼콜이'], [...'커튼 콜이'])).toEqual([
      { a: 0, b: 0 },
      { a: 1, b: 1 },
      { a: 2, b: 3 },
      { a: 3, b: 4 },
    ])
    expect(matches([], ['가'])).toEqual([])
  })

  it('marks the words that only one side has, and loses no letter', () => {
    const [mine, theirs] = ['첫 곡이 좋았다.\n또 보고 싶다', '첫 곡이 정말 좋았다.\n또 보고 싶다']
    expect(segments(theirs, mine).filter(({ own }) => own)).toEqual([{ text: '정말 ', own: true }])
    expect(segments(mine, theirs).every(({ own }) => !own)).toBe(true)
    for (const [a, b] of [
      [mine, theirs],
      [theirs, mine],
      ['', mine],
    ] as const)
      expect(
        segments(a, b)
          .map(({ text }) => text)
          .join(''),
      ).toBe(a)
  })

  it('stays quick with long texts that have nothing in common', () => {
    const long = (sign: string) => Array.from({ length: 5000 }, (_, i) => sign + i)
    expect(matches(long('a'), long('b'))).toEqual([])
  })
})

describe('joining texts', () => {
  const base = '첫 줄\n둘째 줄\n셋째 줄'
  it.each([
    ['only I wrote', '첫 줄\n둘째 줄\n셋째 줄\n넷째 줄', base, '첫 줄\n둘째 줄\n셋째 줄\n넷째 줄'],
    ['only they wrote', base, '앞줄\n첫 줄\n둘째 줄\n셋째 줄', '앞줄\n첫 줄\n둘째 줄\n셋째 줄'],
    ['in two places', '첫 줄!\n둘째 줄\n셋째 줄', '첫 줄\n둘째 줄\n셋째 줄?', '첫 줄!\n둘째 줄\n셋째 줄?'],
    ['both a paragraph', `${base}\n\n내 끝`, `${base}\n\n저쪽 끝`, `${base}\n\n내 끝\n\n저쪽 끝`],
    ['both at the end', `${base}\n내 끝`, `${base}\n저쪽 끝`, `${base}\n내 끝\n저쪽 끝`],
    [
      'the same line otherwise',
      '첫 줄\n내 둘째\n셋째 줄',
      '첫 줄\n저쪽 둘째\n셋째 줄',
      '첫 줄\n내 둘째\n저쪽 둘째\n셋째 줄',
    ],
    ['both the same', `${base}\n끝`, `${base}\n끝`, `${base}\n끝`],
    ['one went on further', `${base}\n끝이 좋다`, `${base}\n끝이`, `${base}\n끝이 좋다`],
    ['one took a line out, the other wrote elsewhere', '첫 줄\n셋째 줄', `${base}\n끝`, '첫 줄\n셋째 줄\n끝'],
  ])('when %s', (_name, mine, theirs, joined) => expect(joinTexts(base, mine, theirs)).toBe(joined))

  it('keeps both when nothing was there before', () => {
    expect(joinTexts('', '내 글', '저쪽 글')).toBe('내 글\n저쪽 글')
  })

  it('loses no line that either of them wrote, whatever they did', () => {
    let seed = 3
    const chance = (n: number) => (seed = (seed * 16807) % 2147483647) % n
    for (let round = 0; round < 200; round++) {
      const lines = Array.from({ length: chance(8) }, (_, i) => `줄 ${i}`)
      const edit = (who: string) => {
        const edited = lines.filter(() => chance(5) > 0)
        for (let n = chance(4); n > 0; n--) edited.splice(chance(edited.length + 1), 0, `${who} ${round} ${n}`)
        return edited
      }
      const [mine, theirs] = [edit('나'), edit('저쪽')]
      const joined = joinTexts(lines.join('\n'), mine.join('\n'), theirs.join('\n')).split('\n')
      for (const line of [...mine, ...theirs].filter((each) => !each.startsWith('줄'))) expect(joined).toContain(line)
    }
  })
})

describe('joining photos', () => {
  const photo = (photoId: string, caption = '') => ({ photoId, caption })
  it('keeps my order, adds theirs, and leaves out what one of us took out', () => {
    const base = [photo('a'), photo('b'), photo('c')]
    const mine = [photo('c'), photo('a'), photo('m'), photo('')]
    const theirs = [photo('b'), photo('c'), photo('t')]
    expect(joinPhotos(base, mine, theirs)).toEqual([photo('c'), photo('m'), photo(''), photo('t')])
  })

  it('takes their caption where I left it alone', () => {
    const joined = joinPhotos(
      [photo('a', '전'), photo('b', '전')],
      [photo('a', '전'), photo('b', '내')],
      [photo('a', '저쪽'), photo('b', '저쪽')],
    )
    expect(joined).toEqual([photo('a', '저쪽'), photo('b', '내')])
  })
})
