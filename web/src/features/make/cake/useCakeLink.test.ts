import { beforeEach, expect, it, vi } from 'vitest'
import { nextTick, ref } from 'vue'
import { Problem } from '@/api/problem'
import type { DraftStorage } from '../draft/draftStorage'
import { useDraft } from '../draft/useDraft'
import { hasContent, newDraft, type Draft } from '../model'
import { pieceOrder } from '../save/orders'
import { isReachable } from '../steps/steps'
import type { CakeToLink } from './linkedCake'
import { useCakeLink } from './useCakeLink'

const cakeOf = (id: string, change: Partial<CakeToLink> = {}): CakeToLink => ({
  id,
  kind: 'musical',
  title: `작품 ${id}`,
  year: 2024,
  genres: [],
  prices: [{ seat: 'R석', won: 150000 }],
  credits: [{ role: 'cast', name: '홍광호' }],
  poster: { small: `/api/v1/cakes/${id}/poster/1/small.webp`, large: `/api/v1/cakes/${id}/poster/1/large.webp` },
  ...change,
})

/** A device that keeps copies, and a server that copies posters. */
function setUp() {
  const kept = new Map<string, string>()
  const storage: DraftStorage = {
    read: async (place) => {
      const draft = kept.get(place)
      return draft ? { ...(JSON.parse(draft) as Draft), photo: null } : null
    },
    write: async (place, draft) => void kept.set(place, JSON.stringify(draft)),
    writePhoto: async () => {},
    remove: async (place) => void kept.delete(place),
  }
  let copies = 0
  const server = {
    getCake: vi.fn(async (id: string) => cakeOf(id)),
    takePoster: vi.fn(async () => ({ id: `copy-${++copies}`, width: 1000, height: 1429 })),
    dropPhoto: vi.fn(async () => {}),
  }
  const offline = ref(false)
  const onTaken = vi.fn()
  const open = async () => {
    const handle = useDraft({
      place: 'mina',
      storage,
      fresh: () => newDraft('k', '2026-08-03'),
      hasContent,
      delay: 1,
    })
    await handle.load()
    return { handle, draft: handle.draft, link: useCakeLink(handle, { server, offline, onTaken }) }
  }
  return { server, offline, onTaken, open }
}
const lost = () => new Problem('network', 0, '연결되지 않았어요.')
const settle = () => new Promise((resolve) => setTimeout(resolve, 5))

beforeEach(() => vi.clearAllMocks())

it('a picked poster becomes the photo, links the cake and fills in what it knows', async () => {
  const { open, onTaken } = setUp()
  const { draft, link } = await open()
  draft.facts.venue = '우리 동네 극장'
  expect(await link.take('c1')).toBe(true)
  expect(draft).toMatchObject({ cakeId: 'c1', posterOf: 'c1', photo: null, uploaded: { id: 'copy-1' } })
  expect(draft.facts).toMatchObject({ kind: 'musical', title: '작품 c1', cast: '홍광호', venue: '우리 동네 극장' })
  expect(draft.crop).toMatchObject({ turn: 0 })
  expect(onTaken).toHaveBeenCalledOnce()
  expect(isReachable(draft, 'facts')).toBe(true)
  Object.assign(draft, { artworkId: 'a1' })
  expect(pieceOrder(draft)).toMatchObject({ cakeId: 'c1', photoId: 'copy-1' })
})

it('D26 the poster, its cut and its cake are there after a reload, also without the network', async () => {
  const { open, server, offline } = setUp()
  const first = await open()
  await first.link.take('c1')
  first.draft.facts.title = '고쳐 적은 제목'
  const before = JSON.stringify(first.draft)
  await first.handle.flush()

  offline.value = true
  server.getCake.mockRejectedValue(lost())
  const second = await open()
  expect(JSON.stringify(second.draft)).toBe(before)
  expect(second.handle.restored.value).toBe(true)
  expect(second.draft.cake).toMatchObject({ title: '작품 c1', cast: ['홍광호'], seats: ['R석'] })
  expect(second.link.unknown.value).toBe(false)
})

it('D23 a failure changes nothing, is told, and is tried again when the network is back', async () => {
  const { open, server, offline } = setUp()
  const { draft, link } = await open()
  draft.facts.title = '적어 둔 제목'
  const before = JSON.stringify(draft)
  server.takePoster.mockRejectedValueOnce(lost())
  offline.value = true
  expect(await link.take('c1')).toBe(false)
  expect(link.problem.value?.code).toBe('network')
  expect(link.busy.value).toBe('')
  expect(JSON.stringify(draft)).toBe(before)
  offline.value = false
  await nextTick()
  await settle()
  expect(draft).toMatchObject({ cakeId: 'c1', uploaded: { id: 'copy-1' }, facts: { title: '적어 둔 제목' } })
  expect(link.problem.value).toBeNull()
})

it('the last wish counts: what an earlier one brings is given back', async () => {
  const { open, server } = setUp()
  const { draft, link } = await open()
  let answer: (photo: { id: string; width: number; height: number }) => void = () => {}
  server.takePoster.mockImplementationOnce(() => new Promise((resolve) => (answer = resolve)))
  const first = link.take('c1')
  await settle()
  expect(await link.take('c2')).toBe(true)
  answer({ id: 'late', width: 1000, height: 1429 })
  expect(await first).toBe(false)
  expect(draft).toMatchObject({ cakeId: 'c2', posterOf: 'c2' })
  expect(server.dropPhoto).toHaveBeenCalledExactlyOnceWith('late')
})

it('a cake is linked beside a photo of one’s own, and unlinked again', async () => {
  const { open, server } = setUp()
  const { handle, draft, link } = await open()
  await handle.setPhoto({ blob: new Blob(['x'], { type: 'image/jpeg' }), width: 3000, height: 4000 })
  await link.link('c1')
  expect(draft).toMatchObject({ cakeId: 'c1', posterOf: '', facts: { title: '작품 c1' } })
  expect(draft.photo).not.toBeNull()
  expect(server.takePoster).not.toHaveBeenCalled()
  link.unlink()
  expect(draft).toMatchObject({ cakeId: '', cake: null, facts: { title: '작품 c1' } })
  await link.link('c2')
  expect(draft.facts.title).toBe('작품 c2')
})

it('a cake that was merged is linked under the id that it leads to', async () => {
  const { open, server } = setUp()
  const { draft, link } = await open()
  server.getCake.mockResolvedValueOnce(cakeOf('target'))
  await link.take('merged')
  expect(draft).toMatchObject({ cakeId: 'target', posterOf: 'target' })
  expect(server.takePoster).toHaveBeenCalledWith('target', expect.anything())
})

it('a copy that the server lost is made again, cut as before', async () => {
  const { open } = setUp()
  const { draft, link } = await open()
  await link.take('c1')
  const crop = { ...draft.crop!, x: 0, y: 0.0001 }
  Object.assign(draft, { crop, artworkId: 'a1', paintedFor: 'm' })
  link.again()
  await settle()
  expect(draft).toMatchObject({ uploaded: { id: 'copy-2' }, crop, artworkId: '', paintedFor: '' })
})

it('the cake of a saved piece is asked for, and asked again when the network is back', async () => {
  const { open, server, offline } = setUp()
  const { draft, link } = await open()
  offline.value = true
  server.getCake.mockRejectedValueOnce(lost())
  draft.cakeId = 'c9'
  await nextTick()
  await settle()
  expect(link.unknown.value).toBe(true)
  offline.value = false
  await nextTick()
  await settle()
  expect(draft.cake?.title).toBe('작품 c9')
  expect(draft.facts.title).toBe('')
})
