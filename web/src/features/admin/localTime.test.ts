import { expect, it } from 'vitest'
import { fromField, toField } from './localTime'

it('gives back the minute that was typed, whatever the zone of the device', () => {
  for (const typed of ['2026-11-26T00:30', '2026-03-29T12:00', '2026-12-31T23:59']) {
    expect(toField(fromField(typed))).toBe(typed)
  }
  expect(toField(undefined)).toBe('')
  expect(fromField('')).toBeUndefined()
})
