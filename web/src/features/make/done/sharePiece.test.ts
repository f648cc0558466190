import { expect, it, vi } from 'vitest'
import type { Piece } from '@/api/types'
import { addressOf, canSharePictures, fileName, sharePicture } from './sharePiece'

const piece = { id: 'p1', title: '밤의 노래', visibility: 'private', ticket: { share: '/share.jpg' } } as Piece
const load = async () => new Response(new Blob(['jpg']))
vi.stubGlobal('location', { origin: 'https://piece.example' })

it('gives an address for public pieces only', () => {
  expect(addressOf({ id: 'p1', visibility: 'public' })).toBe('https://piece.example/pieces/p1')
  expect(addressOf(piece)).toBeNull()
})

it('hands the picture over, without an address for a private piece', async () => {
  const share = vi.fn<(data: ShareData) => Promise<void>>(async () => {})
  expect(await sharePicture(piece, '글', load, { share })).toBe('shared')
  const data = share.mock.calls[0]![0]
  expect(data.files![0]!.name).toBe('밤의 노래.jpg')
  expect(data).not.toHaveProperty('url')
})

it('tells a change of mind from a failure', async () => {
  const refuse = (name: string) => ({ share: async () => Promise.reject(new DOMException('', name)) })
  expect(await sharePicture(piece, '글', load, refuse('AbortError'))).toBe('cancelled')
  expect(await sharePicture(piece, '글', load, refuse('NotAllowedError'))).toBe('failed')
  expect(
    await sharePicture(piece, '글', async () => new Response(null, { status: 503 }), { share: async () => {} }),
  ).toBe('failed')
})

it('offers the sharing of pictures only where it works', () => {
  expect(canSharePictures({})).toBe(false)
  expect(canSharePictures({ share: async () => {}, canShare: () => false })).toBe(false)
  expect(canSharePictures({ share: async () => {}, canShare: () => true })).toBe(true)
})

it('makes a file name of any title', () => {
  expect(fileName({ title: 'a/b: <c>?' }, 'png')).toBe('a b c.png')
  expect(fileName({ title: '???' }, 'png')).toBe('piece.png')
})
