import { expect, it } from 'vitest'
import { dayForKey, inMonth } from './dayKeys'

it.each([
  ['ArrowRight', '2026-11-30', '2026-12-01'],
  ['ArrowUp', '2026-11-03', '2026-10-27'],
  ['PageDown', '2026-01-31', '2026-02-28'],
  ['PageUp', '2026-03-15', '2026-02-15'],
  ['Home', '2026-11-14', '2026-11-01'],
  ['End', '2028-02-14', '2028-02-29'],
  ['x', '2026-11-14', null],
])('%s from %s leads to %s', (key, day, expected) => expect(dayForKey(key, day)).toBe(expected))

it('stays inside the month it turns to', () => expect(inMonth('2026-12-31', -1)).toBe('2026-11-30'))
