import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { effectScope, nextTick, ref } from 'vue'
import { useSearchText } from './useSearchText'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A page whose address takes every search at once. */
function setUp(first = '') {
  const q = ref(first)
  const searched: string[] = []
  const scope = effectScope()
  const field = scope.run(() =>
    useSearchText(q, (wanted) => {
      searched.push(wanted)
      q.value = wanted
    }),
  )!
  return { q, searched, scope, ...field }
}

it('searches once, a moment after the last letter, half-typed syllables included', () => {
  const { type, searched } = setUp()
  for (const text of ['ㄷ', '다', '달', '달ㅇ']) {
    type(text)
    vi.advanceTimersByTime(100)
  }
  expect(searched).toEqual([])
  vi.advanceTimersByTime(50)
  expect(searched).toEqual(['달ㅇ'])
})

it('does not search again for blanks around the words', () => {
  const { type, searched, typed } = setUp('달')
  type('달 ')
  vi.runAllTimers()
  expect(searched).toEqual([])
  expect(typed.value).toBe('달 ')
})

it('searches at once on enter and when it is emptied', () => {
  const { type, searchNow, clear, searched } = setUp()
  type('달')
  searchNow()
  vi.runAllTimers()
  expect(searched).toEqual(['달'])
  clear()
  expect(searched).toEqual(['달', ''])
})

it('follows a search that comes from elsewhere', async () => {
  const { q, type, typed, searched } = setUp('달')
  type('달빛')
  q.value = '바다'
  await nextTick()
  vi.runAllTimers()
  expect(typed.value).toBe('바다')
  expect(searched).toEqual([])
})

it('keeps what is typed on while an earlier search arrives in the address', async () => {
  const { q, type, typed } = setUp()
  type('달')
  vi.advanceTimersByTime(150)
  type('달빛')
  await nextTick()
  expect(q.value).toBe('달')
  expect(typed.value).toBe('달빛')
})

it('searches for nothing after the page is gone', () => {
  const { type, scope, searched } = setUp()
  type('달')
  scope.stop()
  vi.runAllTimers()
  expect(searched).toEqual([])
})
