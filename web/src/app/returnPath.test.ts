// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { returnPath } from './router'

it.each([
  ['/pieces/1?x=1#a', '/pieces/1?x=1#a'],
  ['/', '/'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['https://evil.example', '/'],
  ['javascript:alert(1)', '/'],
  ['/login?next=/me', '/'],
  [undefined, '/'],
  [['/a', '/b'], '/'],
])('D51: after login %j leads to %j', (next, expected) => expect(returnPath(next)).toBe(expected))
