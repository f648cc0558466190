import { expect, it, vi } from 'vitest'
import { canShare, handOver, publicAddress, type Handed } from './sharePiece'

const words = { title: '밤의 노래', text: '글', url: 'https://piece.example/p/p1' }
const handed: Handed = { ...words, picture: new Blob(['jpg']) }
const device = (takesFiles: boolean) => ({
  canShare: (data: ShareData) => takesFiles || !data.files,
  share: vi.fn<(data: ShareData) => Promise<void>>(async () => {}),
})

it('gives an address of its own to public pieces only', () => {
  expect(publicAddress({ id: 'p1', visibility: 'public' }, 'https://piece.example')).toBe('https://piece.example/p/p1')
  expect(publicAddress({ id: 'p1', visibility: 'private' }, 'https://piece.example')).toBeNull()
})

it('hands the picture over where files are taken', async () => {
  const able = device(true)
  expect(await handOver(handed, able)).toBe('shared')
  const data = able.share.mock.calls[0]![0]
  expect(data).toMatchObject(words)
  expect(data.files![0]).toMatchObject({ name: '밤의 노래.jpg', type: 'image/jpeg' })
})

it.each([
  ['the device takes no files', handed, device(false)],
  ['there is no picture', words, device(true)],
  ['nobody can tell', handed, { share: vi.fn<(data: ShareData) => Promise<void>>(async () => {}) }],
])('hands the address alone over when %s', async (_, what, able) => {
  expect(await handOver(what, able)).toBe('shared')
  expect(able.share).toHaveBeenCalledWith(words)
})

it('tells a change of mind from a failure', async () => {
  const refuse = (name: string) => ({ share: async () => Promise.reject(new DOMException('', name)) })
  expect(await handOver(handed, refuse('AbortError'))).toBe('cancelled')
  expect(await handOver(handed, refuse('NotAllowedError'))).toBe('failed')
  expect(await handOver(handed, {})).toBe('failed')
})

it('is offered only where it works', () => {
  expect(canShare({})).toBe(false)
  expect(canShare({ share: async () => {} })).toBe(true)
})
