import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { computed, nextTick, reactive, ref, shallowRef } from 'vue'
import type { AiState } from '@/api/ai'
import type { Ai } from '@/features/ai/useAi'
import { wholeCrop } from '../../../crop/cropMath'
import { newDraft, type Draft, type Step } from '../../model'
import type { Artwork, ArtworkOrder, MakeServer } from '../../server/makeServer'
import { artwork, doneArtwork } from '../testing/artwork'
import { useBack } from '../useBack'
import { useAiLane } from './useAiLane'

const size = { width: 3024, height: 4032 }
const quota = { limit: 10, left: 10, resetsAt: '2026-08-04T00:00:00+09:00' }
const aiDone = (id: string, change: Partial<Artwork> = {}) => doneArtwork(id, { byAi: true, ...change })

function setUp(
  change: { draft?: Partial<Draft>; step?: Step; ai?: Partial<AiState>; listed?: Artwork[]; edit?: boolean } = {},
) {
  const draft = reactive({
    ...newDraft('k', '2026-08-03'),
    uploaded: { id: 'p1', ...size },
    crop: wholeCrop(size),
    ...change.draft,
  }) as Draft
  draft.facts.kind = 'concert'
  let asked = 0
  const server = {
    askArtwork: vi.fn<(order: ArtworkOrder) => Promise<Artwork>>(async ({ provider, style }) =>
      provider ? artwork(`ai${++asked}`, { byAi: true, style }) : doneArtwork(`own-${style}`, { style }),
    ),
    getArtwork: vi.fn(async (id: string) => aiDone(id)),
    cancelArtwork: vi.fn(async () => {}),
    listArtworks: vi.fn(async () => change.listed ?? []),
  }
  const step = ref<Step>(change.step ?? 'back')
  const known = shallowRef<AiState>({
    ...{ provider: { name: 'Atelier', paints: true, reads: true }, agreed: true, seconds: 20 },
    ...{ paintings: quota, readings: quota },
    ...change.ai,
  })
  const ai = {
    state: known,
    paints: computed(() => known.value.provider?.paints ?? false),
    agreed: computed(() => known.value.agreed),
    refresh: vi.fn(),
  } as unknown as Ai
  const tools = server as unknown as MakeServer
  const back = useBack(draft, step, { server: tools, onPhotoLost: () => {}, keeps: change.edit ?? false })
  const lane = useAiLane(draft, step, { ai, back, server: tools, asksItself: () => !change.edit })
  const settle = async (ms = 5000) => {
    await nextTick()
    await vi.advanceTimersByTimeAsync(ms)
  }
  const orders = () => server.askArtwork.mock.calls.map(([order]) => order).filter(({ provider }) => provider === 'ai')
  return { draft, server, step, known, ai, back, lane, settle, orders }
}

const store = new Map<string, string>()
beforeEach(() => {
  vi.useFakeTimers()
  store.clear()
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => store.get(key) ?? null,
    setItem: (key: string, value: string) => store.set(key, value),
  })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('the first picture of the model', () => {
  it('is asked for after our own, in step 5 and not before, and is offered, not put in', async () => {
    const { draft, step, lane, settle, orders } = setUp({ step: 'review' })
    await settle()
    expect(draft.artworkId).toBe('own-oil')
    expect(orders()).toEqual([])
    step.value = 'back'
    await settle()
    expect(orders()).toEqual([expect.objectContaining({ photoId: 'p1', style: 'oil', provider: 'ai' })])
    expect(draft.artworkId).toBe('own-oil')
    expect(lane.offer.value?.id).toBe('ai1')
  })

  it('is not asked for without consent, and as soon as there is one', async () => {
    const { known, settle, orders } = setUp({ ai: { agreed: false } })
    await settle()
    expect(orders()).toEqual([])
    known.value = { ...known.value, agreed: true }
    await settle()
    expect(orders()).toHaveLength(1)
  })

  it.each<[string, Partial<AiState>]>([
    ['nothing is left today', { paintings: { ...quota, left: 0 } }],
    ['the budget is spent', { paused: 'budget' }],
    ['nobody paints', { provider: { name: 'Reader', paints: false, reads: true } }],
  ])('is not asked for when %s', async (_, ai) => {
    const { lane, settle, orders } = setUp({ ai })
    await settle()
    lane.ask()
    await settle()
    expect(orders()).toEqual([])
    expect(lane.mayAsk.value).toBe(false)
  })

  it('is asked for once: not again after a reload, a change of style, or a cancel', async () => {
    const first = setUp()
    await first.settle(0)
    first.lane.cancel()
    first.back.choose('ink')
    await first.settle()
    expect(first.orders()).toHaveLength(1)
    const { aiAskedFor, artworkId, paintedFor, style } = first.draft
    const second = setUp({ draft: { aiAskedFor, artworkId, paintedFor, style } })
    await second.settle()
    expect(second.orders()).toEqual([])
  })

  it('of a saved piece is asked for by the person', async () => {
    const { lane, settle, orders } = setUp({ edit: true, draft: { artworkId: 'old', paintedFor: 'x' } })
    await settle()
    expect(orders()).toEqual([])
    lane.ask()
    await settle()
    expect(orders()).toHaveLength(1)
  })
})

describe('a reload', () => {
  const draft = { artworkId: 'own', paintedFor: 'x' }

  it('goes on with what is being painted', async () => {
    const {
      lane,
      settle,
      orders,
      draft: now,
    } = setUp({
      draft,
      listed: [doneArtwork('own'), artwork('ai7', { byAi: true, state: 'running', sketch: 'data:1' })],
    })
    await settle()
    expect(orders()).toEqual([])
    expect(now.aiAskedFor).toBe('p1')
    expect(lane.offer.value?.id).toBe('ai7')
  })

  it('offers what came meanwhile, unless it was decided on', async () => {
    const listed = [doneArtwork('own'), aiDone('ai7')]
    const first = setUp({ draft, listed })
    await first.settle()
    expect(first.lane.offer.value?.id).toBe('ai7')
    first.lane.keep()
    expect(first.lane.offer.value).toBeNull()
    const second = setUp({ draft, listed })
    await second.settle()
    expect(second.lane.offer.value).toBeNull()
    expect(second.back.state.value.tries.filter(({ byAi }) => byAi)).toHaveLength(1)
  })
})

describe('an offered picture', () => {
  it('is taken, and one taken from the gallery needs no offer any more', async () => {
    const { draft, lane, settle } = setUp()
    await settle()
    lane.part(0.4)
    lane.accept()
    await settle()
    expect(draft.artworkId).toBe('ai1')
    expect([lane.offer.value, lane.split.value]).toEqual([null, 1])
    draft.artworkId = 'own-oil'
    await settle()
    expect(lane.offer.value).toBeNull()

    lane.ask()
    await settle()
    draft.artworkId = 'ai2'
    await settle()
    draft.artworkId = 'own-oil'
    await settle()
    expect(lane.offer.value).toBeNull()
  })

  it('of the same style once more is another one', async () => {
    const { lane, settle, orders, ai } = setUp()
    await settle()
    lane.ask()
    await settle()
    expect(orders().map(({ again }) => again)).toEqual([undefined, true])
    expect(ai.refresh).toHaveBeenCalledTimes(2)
  })
})

it('forgets everything with another photo, and tells what is on its way when the piece is left', async () => {
  const { draft, lane, server, settle } = setUp()
  server.getArtwork.mockImplementation(async (id) => artwork(id, { byAi: true, state: 'running' }))
  await settle()
  expect(lane.handOver()?.id).toBe('ai1')
  expect(lane.handOver()).toBeNull()
  expect(server.cancelArtwork).not.toHaveBeenCalled()
  Object.assign(draft, { uploaded: { id: 'p2', ...size }, artworkId: '', paintedFor: '' })
  await settle()
  expect(draft.aiAskedFor).toBe('p2') // another photo has a first picture of its own
})

it('a refusal is over when another style is chosen', async () => {
  const { back, lane, server, settle } = setUp()
  server.getArtwork.mockResolvedValueOnce(
    artwork('ai1', { state: 'failed', failureCode: 'refused', failure: '안 돼요.' }),
  )
  await settle()
  expect(lane.state.value.trouble?.kind).toBe('refused')
  back.choose('papercut')
  await settle()
  expect(lane.state.value.trouble).toBeNull()
})
