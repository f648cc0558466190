import { describe, expect, it } from 'vitest'
import { partsOf } from '../text/parts'
import { covered } from './spoiler'

describe('what is covered', () => {
  it('is what is marked, without the blanks around it', () => {
    const { text, start, end } = covered('사실 범인은 집사 였어요', 2, 10)
    expect(text).toBe('사실 ||범인은 집사|| 였어요')
    expect(text.slice(start, end)).toBe('범인은 집사')
    expect(partsOf(text).map(({ kind }) => kind)).toEqual(['text', 'spoiler', 'text'])
  })

  it('is what is typed next when nothing is marked', () => {
    expect(covered('사실 ', 3, 3)).toEqual({ text: '사실 ||||', start: 5, end: 5 })
    expect(covered('', 0, 0)).toEqual({ text: '||||', start: 2, end: 2 })
  })
})
