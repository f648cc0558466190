import { expect, it, vi } from 'vitest'
import { Problem } from '@/api/problem'
import { wholeCrop } from '../../crop/cropMath'
import { newDraft, type Draft } from '../model'
import type { Piece } from '@/api/types'
import type { MakeServer } from '../server/makeServer'
import { useSave } from './useSave'

const size = { width: 3, height: 4 }
function full(): Draft {
  const draft = newDraft('the-key', '2026-08-03')
  Object.assign(draft, { uploaded: { id: 'p1', ...size }, crop: wholeCrop(size), artworkId: 'a1' })
  Object.assign(draft.facts, { kind: 'movie', title: '제목' })
  Object.assign(draft.review, { halfStars: 8, review: '좋았다' })
  return draft
}
const piece = { id: 'piece-1' } as Piece

it('D23 a failed save is told, loses nothing, and a retry sends the same key', async () => {
  const createPiece = vi.fn<MakeServer['createPiece']>()
  createPiece.mockRejectedValueOnce(new Problem('network', 0, '연결되지 않았어요.')).mockResolvedValueOnce(piece)
  const draft = full()
  const before = JSON.stringify(draft)
  const { save, problem, saving } = useSave(draft, (order) => createPiece(order, draft.key))

  expect(await save()).toBeNull()
  expect(problem.value?.code).toBe('network')
  expect(saving.value).toBe(false)
  expect(JSON.stringify(draft)).toBe(before)

  expect(await save()).toBe(piece)
  expect(problem.value).toBeNull()
  expect(createPiece.mock.calls.map(([, key]) => key)).toEqual(['the-key', 'the-key'])
  expect(createPiece.mock.calls[0]![0]).toEqual(createPiece.mock.calls[1]![0])
})

it('a second tap while saving does nothing', async () => {
  const createPiece = vi.fn<MakeServer['createPiece']>(async () => piece)
  const { save } = useSave(full(), (order) => createPiece(order, 'the-key'))
  const [first, second] = await Promise.all([save(), save()])
  expect([first, second]).toEqual([piece, null])
  expect(createPiece).toHaveBeenCalledOnce()
})

it('sends nothing that is not ready', async () => {
  const createPiece = vi.fn<MakeServer['createPiece']>(async () => piece)
  const { save } = useSave({ ...full(), artworkId: '' }, (order) => createPiece(order, 'the-key'))
  expect(await save()).toBeNull()
  expect(createPiece).not.toHaveBeenCalled()
})
