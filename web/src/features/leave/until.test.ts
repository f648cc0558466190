import { expect, it } from 'vitest'
import { untilText } from './until'

it('tells day and time without a place to break', () => {
  const text = untilText('2026-12-10T03:05:00Z', 'ko')
  expect(text).toMatch(/^2026년\u00a012월\u00a0\d+일\u00a0오[전후]\u00a0\d+:05$/)
  expect(untilText('2026-12-10T03:05:00Z', 'en')).not.toContain(' ')
})
