import { expect, it } from 'vitest'
import { isList } from './usePiece'

it('knows which pages still have a place when a piece is gone', () => {
  for (const list of [
    '/',
    '/?a=1',
    '/calendar?day=2026-11-05',
    '/pieces',
    '/pieces?tab=everyone&q=ㅂ',
    '/people/01k3q0',
    '/cakes/01k3q0',
  ])
    expect(isList(list), list).toBe(true)
  for (const other of [undefined, null, '/pieces/01k3q0', '/pieces/01k3q0/edit', '/make/done', '/me', '/me/links'])
    expect(isList(other), String(other)).toBe(false)
})
