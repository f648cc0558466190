import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { nextTick, reactive, ref } from 'vue'
import { Problem } from '@/api/problem'
import { dragBy, wholeCrop, zoomTo } from '../../crop/cropMath'
import { newDraft, type Draft, type Step } from '../model'
import type { Artwork, ArtworkOrder, MakeServer } from '../server/makeServer'
import { doneArtwork as done } from './testing/artwork'
import { useBack } from './useBack'

const size = { width: 3024, height: 4032 }

function setUp(change: Partial<Draft> = {}, from: Step = 'facts', keeps = false) {
  const draft = reactive({
    ...newDraft('k', '2026-08-03'),
    uploaded: { id: 'p1', ...size },
    crop: wholeCrop(size),
    ...change,
  }) as Draft
  draft.facts.kind = 'concert'
  let asked = 0
  const server = {
    askArtwork: vi.fn<(order: ArtworkOrder) => Promise<Artwork>>(async () => done(`a${++asked}`)),
    getArtwork: vi.fn(async (id: string) => done(id)),
    listArtworks: vi.fn(async () => [done('old')]),
  }
  const step = ref<Step>(from)
  const lost = vi.fn()
  const back = useBack(draft, step, { server: server as unknown as MakeServer, onPhotoLost: lost, keeps })
  const settle = async () => {
    await nextTick()
    await vi.advanceTimersByTimeAsync(1000)
  }
  return { draft, server, step, back, lost, settle }
}

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

it('paints while the person writes the review, so that it is ready in time', async () => {
  const { draft, server, step, settle } = setUp()
  await settle()
  expect(server.askArtwork).not.toHaveBeenCalled()
  step.value = 'review'
  await settle()
  expect(server.askArtwork).toHaveBeenCalledWith(
    { photoId: 'p1', crop: draft.crop, kind: 'concert', style: 'oil' },
    expect.anything(),
  )
  expect(draft.artworkId).toBe('a1')
  step.value = 'back'
  await settle()
  expect(server.askArtwork).toHaveBeenCalledOnce()
})

it('paints anew when the picture was changed, and keeps the earlier try', async () => {
  const { draft, step, back, server, settle } = setUp({}, 'back')
  await settle()
  step.value = 'picture'
  draft.crop = dragBy(zoomTo(draft.crop!, size, 2), 0.1, 0)
  await settle()
  expect(server.askArtwork).toHaveBeenCalledOnce()
  step.value = 'back'
  await settle()
  expect(back.state.value.tries.map((each) => each.id)).toEqual(['a1', 'a2'])
  expect(draft.artworkId).toBe('a2')
})

it('D26 does not paint again after a reload, and offers the tries that were there', async () => {
  const first = setUp({}, 'back')
  await first.settle()
  const { draft, back, server, settle } = setUp({ artworkId: 'old', paintedFor: first.draft.paintedFor }, 'back')
  await settle()
  expect(server.askArtwork).not.toHaveBeenCalled()
  expect(back.state.value.tries.map((each) => each.id)).toEqual(['old'])
  expect(draft.artworkId).toBe('old')
})

it('keeps the painting of a saved piece until another photo or the person asks for a new one', async () => {
  const { draft, back, server, settle } = setUp({ artworkId: 'old', paintedFor: 'as it was saved' }, 'back', true)
  await settle()
  draft.facts.genre = 'romance'
  await settle()
  expect(server.askArtwork).not.toHaveBeenCalled()
  expect(back.state.value.tries.map((each) => each.id)).toEqual(['old'])
  Object.assign(draft, { uploaded: { id: 'p2', ...size }, artworkId: '', paintedFor: '' })
  await settle()
  expect(draft.artworkId).toBe('a1')
})

it('paints again when asked, and the newest is taken', async () => {
  const { draft, back, server, settle } = setUp({}, 'back')
  await settle()
  back.again()
  await settle()
  expect(server.askArtwork).toHaveBeenLastCalledWith(expect.objectContaining({ again: true }), expect.anything())
  expect(draft.artworkId).toBe('a2')
  expect(back.state.value.tries).toHaveLength(2)
})

it('paints at once in the style that is chosen, and not twice', async () => {
  const { draft, back, server, settle } = setUp({}, 'back')
  await settle()
  back.choose('ink')
  await settle()
  expect(server.askArtwork).toHaveBeenLastCalledWith(expect.objectContaining({ style: 'ink' }), expect.anything())
  expect(server.askArtwork).toHaveBeenCalledTimes(2)
  expect(draft).toMatchObject({ style: 'ink', artworkId: 'a2' })
  back.choose('ink')
  await settle()
  expect(server.askArtwork).toHaveBeenCalledTimes(2)
})

it('paints a saved piece in another style only when one is chosen', async () => {
  const saved = { artworkId: 'old', paintedFor: 'as it was saved' }
  const { draft, back, server, settle } = setUp(saved, 'back', true)
  await settle()
  draft.style = 'riso' // another device, or an edit that was thrown away
  await settle()
  expect(server.askArtwork).not.toHaveBeenCalled()
  back.choose('papercut')
  await settle()
  expect(server.askArtwork).toHaveBeenCalledOnce()
  expect(draft.artworkId).toBe('a1')
})

it('tells a failure and tries the same once more', async () => {
  const { draft, step, back, server, settle } = setUp()
  server.askArtwork.mockRejectedValueOnce(new Problem('unavailable', 503, '쉬고 있어요.'))
  step.value = 'back'
  await settle()
  expect(back.state.value.failure).toBe('쉬고 있어요.')
  expect(draft.artworkId).toBe('')
  back.retry()
  await settle()
  expect(back.state.value.failure).toBe('')
  expect(draft.artworkId).toBe('a1')
})

it('has the photo sent again when the server does not know it any more', async () => {
  const { server, step, lost, settle } = setUp()
  server.askArtwork.mockRejectedValueOnce(new Problem('invalid', 422, '사진이 없어요.', { photoId: '사진이 없어요.' }))
  step.value = 'review'
  await settle()
  expect(lost).toHaveBeenCalledOnce()
})

it('forgets everything with another photo', async () => {
  const { draft, back, settle } = setUp({}, 'back')
  await settle()
  Object.assign(draft, { uploaded: null, artworkId: '', paintedFor: '' })
  await settle()
  expect(back.state.value.tries).toEqual([])
  expect(back.painting.value).toBe(false)
})
