import { effectScope, nextTick, ref } from 'vue'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { useAvailability } from './useAvailability'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

const type = async (value: { value: string }, text: string) => {
  value.value = text
  await nextTick()
}

function setUp(ask: (v: string, s: AbortSignal) => Promise<{ available: boolean; message?: string }>) {
  const value = ref('')
  const result = effectScope().run(() =>
    useAvailability(
      'nickname',
      () => value.value,
      (v) => v.length > 1,
      ask,
    ),
  )
  if (!result) throw new Error('no result')
  return { value, result }
}

it('asks when typing rests, and only for what could be right', async () => {
  const ask = vi.fn(async () => ({ available: true }))
  const { value, result } = setUp(ask)
  await type(value, 'a')
  await type(value, 'ab')
  await type(value, 'abc')
  await vi.advanceTimersByTimeAsync(1000)
  expect(ask).toHaveBeenCalledTimes(1)
  expect(ask.mock.calls[0]?.[0 as never]).toBe('abc')
  expect(result.value.state).toBe('free')
})

it('never shows the answer about an earlier text', async () => {
  const answers = new Map<string, (a: { available: boolean; message: string }) => void>()
  const { value, result } = setUp((asked) => new Promise((resolve) => answers.set(asked, resolve)))
  await type(value, 'old')
  await vi.advanceTimersByTimeAsync(500)
  await type(value, 'new')
  await vi.advanceTimersByTimeAsync(500)
  answers.get('new')?.({ available: true, message: '' })
  await vi.advanceTimersByTimeAsync(0)
  answers.get('old')?.({ available: false, message: 'taken' })
  await vi.advanceTimersByTimeAsync(0)
  expect(result.value.state).toBe('free')
})

it('claims nothing when the server can not say', async () => {
  const { value, result } = setUp(async () => Promise.reject(new Error('429')))
  await type(value, 'abc')
  await vi.advanceTimersByTimeAsync(1000)
  expect(result.value.state).toBe('unknown')
})
