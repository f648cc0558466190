// @vitest-environment happy-dom
import { beforeEach, expect, it } from 'vitest'
import type { Me } from '@/api/types'
import { currentLanguage, setLanguage } from '@/i18n'
import { useTheme } from '@/lib/theme'
import { follow } from './choices'

const { theme, set } = useTheme()
const me = (change: Partial<Me> = {}): Me => ({ id: 'a', language: 'ko', theme: 'auto', ...change }) as Me

beforeEach(async () => {
  localStorage.clear()
  set('auto')
  await setLanguage('ko')
})

it('does on this device what was chosen on another one', async () => {
  follow(me())
  follow(me({ theme: 'dark', language: 'en' }))
  expect(theme.value).toBe('dark')
  await expect.poll(currentLanguage).toBe('en')
  follow(me({ theme: 'auto', language: 'en' }))
  expect(theme.value).toBe('auto')
})

it('leaves what this device has chosen until the account says something new', () => {
  follow(me())
  set('dark')
  follow(me())
  expect(theme.value).toBe('dark')
  follow(me({ theme: 'light' }))
  expect(theme.value).toBe('light')
})

it('takes the look of somebody who comes in, but not that they never chose one', () => {
  set('dark')
  follow(me())
  expect(theme.value).toBe('dark')
  follow(me({ id: 'b', theme: 'light' }))
  expect(theme.value).toBe('light')
})

it('is not upset by what it doesn’t understand', () => {
  for (const nonsense of ['{', 'null', '3']) {
    localStorage.setItem('piece.choices', nonsense)
    follow(me({ theme: 'dark' }))
    expect(theme.value).toBe('dark')
    set('auto')
  }
})
