import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Problem } from '@/api/problem'
import type { Piece } from '@/api/types'
import { wholeCrop } from '../../crop/cropMath'
import type { DraftStorage } from '../draft/draftStorage'
import type { Draft, LocalPhoto } from '../model'
import { pieceOrder } from '../save/orders'
import { doneArtwork } from '../back/testing/artwork'
import type { PieceOrder } from '../server/makeServer'
import { openEdit } from './openEdit'

const size = { width: 1800, height: 2400 }
const saved = (change: Partial<Piece> = {}): Piece =>
  ({
    id: 'p1',
    mine: true,
    kind: 'musical',
    title: '달의 정원',
    day: '2026-05-14',
    time: '19:30',
    price: 0,
    halfStars: 9,
    review: '좋았다',
    visibility: 'private',
    shape: 'stub',
    paper: 'mint',
    photoId: 'photo-1',
    crop: wholeCrop(size),
    artworkId: 'art-1',
    cakeId: 'cake-1',
    version: 3,
    ...change,
  }) as Piece

/** A device that keeps copies, and a server that another device may talk to as well. */
function setUp() {
  const drafts = new Map<string, string>()
  const photos = new Map<string, LocalPhoto>()
  const storage: DraftStorage = {
    read: async (place) => {
      const draft = drafts.get(place)
      return draft ? { ...(JSON.parse(draft) as Draft), photo: photos.get(place) ?? null } : null
    },
    write: async (place, draft) => void drafts.set(place, JSON.stringify(draft)),
    writePhoto: async (place, photo) => void (photo ? photos.set(place, photo) : photos.delete(place)),
    remove: async (place) => void (drafts.delete(place), photos.delete(place)),
  }
  const store = { piece: saved() }
  const server = {
    getPiece: vi.fn(async () => structuredClone(store.piece)),
    getPhoto: vi.fn(async (id: string) => ({ id, ...size, color: '#fff', contentType: 'image/jpeg' as const })),
    getArtwork: vi.fn(async (id: string) => doneArtwork(id, { style: 'ink' })),
    editPiece: vi.fn(async (_id: string, order: PieceOrder, version: number) => {
      if (version !== store.piece.version) throw new Problem('edited_elsewhere', 409, '다른 기기에서 먼저 고쳤어요.')
      store.piece = saved({ ...(order as Partial<Piece>), version: version + 1 })
      return structuredClone(store.piece)
    }),
  }
  const open = () => openEdit({ account: 'mina', pieceId: 'p1', storage, server, delay: 300 })
  return { drafts, store, server, open }
}
const save = ({ flow, handle }: Awaited<ReturnType<ReturnType<typeof setUp>['open']>>) =>
  flow.save(pieceOrder(handle.draft)!, handle.draft)

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

describe('D16 the edit of a piece', () => {
  it('begins with everything as it is saved, and sends that back', async () => {
    const { open, server } = setUp()
    const edit = await open()
    expect(edit.handle.hasContent.value).toBe(false)
    expect(edit.handle.draft).toMatchObject({
      facts: { title: '달의 정원', time: '19:30', price: '0', venue: '' },
      uploaded: { id: 'photo-1', ...size },
      artworkId: 'art-1',
      style: 'ink',
    })
    edit.handle.draft.facts.title = '새 제목'
    await save(edit)
    expect(server.editPiece).toHaveBeenCalledWith(
      'p1',
      expect.objectContaining({ title: '새 제목', price: 0, photoId: 'photo-1', cakeId: 'cake-1', shape: 'stub' }),
      3,
    )
  })

  it('keeps what was typed on the device, and nothing where nothing was', async () => {
    const { open, drafts } = setUp()
    const first = await open()
    first.handle.draft.step = 'review'
    await first.handle.flush()
    expect(drafts.size).toBe(0)
    first.handle.draft.review.review = '다시 보니 더 좋다'
    await vi.advanceTimersByTimeAsync(300)
    expect([...drafts.keys()]).toEqual(['mina/p1'])

    const second = await open()
    expect(second.handle.restored.value).toBe(true)
    expect(second.handle.draft.review.review).toBe('다시 보니 더 좋다')
    expect(second.theirs.value).toBeNull()
    second.handle.draft.review.review = '좋았다'
    await vi.advanceTimersByTimeAsync(300)
    expect(drafts.size).toBe(0)
  })

  it('leaves nothing on the device once it is saved', async () => {
    const { open, drafts } = setUp()
    const edit = await open()
    edit.handle.draft.facts.venue = '블루스퀘어'
    await edit.handle.flush()
    await save(edit)
    await edit.handle.restart()
    expect(edit.handle.draft).toMatchObject({ facts: { venue: '블루스퀘어' }, version: 4 })
    await edit.handle.flush()
    expect(drafts.size).toBe(0)
  })

  it('tells that another device saved meanwhile, and overwrites only when told to', async () => {
    const { open, store, server } = setUp()
    const edit = await open()
    edit.handle.draft.facts.title = '내 제목'
    store.piece = saved({ title: '저쪽 제목', version: 4 })
    await expect(save(edit)).rejects.toMatchObject({ code: 'edited_elsewhere' })
    expect(edit.theirs.value?.title).toBe('저쪽 제목')
    expect(edit.handle.draft.facts.title).toBe('내 제목')
    expect(store.piece.title).toBe('저쪽 제목')

    await edit.keepMine()
    await save(edit)
    expect(server.editPiece).toHaveBeenLastCalledWith('p1', expect.objectContaining({ title: '내 제목' }), 4)
    expect(store.piece).toMatchObject({ title: '내 제목', version: 5 })
  })

  it('takes what the other device saved when that is chosen', async () => {
    const { open, store, drafts } = setUp()
    const edit = await open()
    edit.handle.draft.facts.title = '내 제목'
    await edit.handle.flush()
    store.piece = saved({ title: '저쪽 제목', version: 4 })
    await save(edit).catch(() => undefined)
    await edit.takeTheirs()
    expect(edit.handle.draft).toMatchObject({ facts: { title: '저쪽 제목' }, version: 4 })
    expect([edit.handle.hasContent.value, edit.theirs.value, drafts.size]).toEqual([false, null, 0])
  })

  it('tells it already when an old draft is opened', async () => {
    const { open, store } = setUp()
    const first = await open()
    first.handle.draft.facts.title = '내 제목'
    await first.handle.flush()
    store.piece = saved({ title: '저쪽 제목', version: 4 })
    const second = await open()
    expect(second.theirs.value?.title).toBe('저쪽 제목')
    expect(second.handle.draft).toMatchObject({ facts: { title: '내 제목' }, version: 3 })
  })

  it('goes on with the other photo when the one it began with is gone', async () => {
    const { open, store } = setUp()
    const edit = await open()
    edit.handle.draft.facts.title = '내 제목'
    store.piece = saved({ photoId: 'photo-2', artworkId: 'art-2', version: 4 })
    await save(edit).catch(() => undefined)
    await edit.keepMine()
    expect(edit.handle.draft).toMatchObject({
      facts: { title: '내 제목' },
      uploaded: { id: 'photo-2' },
      artworkId: 'art-2',
    })
  })

  it('never drops the photo of the saved piece', async () => {
    const { open } = setUp()
    expect((await open()).flow.keptPhoto).toBe('photo-1')
  })

  it('is for the owner only', async () => {
    const { open, store } = setUp()
    store.piece = saved({ mine: false, photoId: undefined })
    await expect(open()).rejects.toMatchObject({ status: 403 })
  })
})
