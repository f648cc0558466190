import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick, reactive, ref } from 'vue'
import { Problem } from '@/api/problem'
import type { LocalPhoto } from '../../make/model'
import type { UploadGrant } from '../../make/server/makeServer'
import { MAX_PHOTOS } from '../limits'
import type { RecordDraft } from '../model'
import type { RecordStorage } from '../sync/recordStorage'
import { moved, neighbour, placeAt } from './order'
import { REGRET, usePhotos } from './usePhotos'

describe('the order of photos', () => {
  it('moves one and keeps the others', () => {
    expect(moved(['a', 'b', 'c'], 0, 2)).toEqual(['b', 'c', 'a'])
    expect(moved(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b'])
    expect(moved(['a'], 3, 0)).toEqual(['a'])
  })

  it('goes past those that don’t count, and not over the ends', () => {
    const counts = (n: number) => n > 0
    expect(neighbour([1, 0, 2], 0, 1, counts)).toBe(2)
    expect(neighbour([1, 0, 2], 2, -1, counts)).toBe(0)
    expect(neighbour([1, 0], 0, 1, counts)).toBe(0)
  })

  it('finds the place of a row that is dragged', () => {
    const middles = [50, 150, 250]
    expect(placeAt(middles, 0, 140)).toBe(0)
    expect(placeAt(middles, 0, 160)).toBe(1)
    expect(placeAt(middles, 0, 900)).toBe(2)
    expect(placeAt(middles, 2, -10)).toBe(0)
  })
})

/** A PNG header is enough: what it says is measured by the fake tools. */
const file = (name = 'x') =>
  new Blob([new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), new Uint8Array(24), name])

function setUp(pictures = new Map<string, LocalPhoto>()) {
  const draft = reactive<RecordDraft>({ text: '', photos: [] })
  const offline = ref(false)
  let grants = 0
  const sending = new Map<string, { resolve: () => void; reject: (problem: Problem) => void }>()
  const server = {
    askUpload: vi.fn(async (): Promise<UploadGrant> => ({ id: `u${++grants}`, method: 'PUT', url: '', headers: {} })),
    put: vi.fn(
      (grant: UploadGrant, _blob: Blob, progress: (part: number) => void) =>
        new Promise<void>((resolve, reject) => {
          progress(0.5)
          sending.set(grant.id, { resolve, reject })
        }),
    ),
    completeUpload: vi.fn(async (id: string) => ({ id, width: 300, height: 400 })),
    dropPhoto: vi.fn(async () => {}),
  }
  const storage: RecordStorage = {
    read: async () => null,
    write: async () => {},
    readPhoto: async (_key, photo) => pictures.get(photo) ?? null,
    writePhoto: vi.fn(async (_key, photo, picture) => void pictures.set(photo, picture)),
    remove: async () => {},
  }
  const photos = usePhotos({
    draft,
    storage,
    recordKey: 'mina/piece',
    server,
    offline,
    tools: {
      measure: async () => ({ width: 300, height: 400 }),
      shrink: async (blob) => ({ blob, width: 300, height: 400 }),
      convertHeic: async (blob) => ({ blob, width: 300, height: 400 }),
    },
  })
  const phases = () => draft.photos.map((photo) => photos.stateOf(photo).phase)
  const ids = () => draft.photos.map(({ photoId }) => photoId)
  const arrive = async (id: string, problem?: Problem) => {
    await vi.waitFor(() => expect(sending.has(id)).toBe(true))
    if (problem) sending.get(id)!.reject(problem)
    else sending.get(id)!.resolve()
    sending.delete(id)
    await vi.waitFor(() => expect([...phases(), 'x']).not.toContain('checking'))
    await nextTick()
  }
  return { draft, offline, server, storage, pictures, photos, phases, ids, sending, arrive }
}

beforeEach(() => {
  let n = 0
  vi.stubGlobal('URL', Object.assign(URL, { createObjectURL: () => `blob:${++n}`, revokeObjectURL: () => {} }))
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('photos on their way', () => {
  it('are sent two at a time, in order, and known by the server’s id', async () => {
    const { photos, phases, ids, sending, arrive } = setUp()
    photos.add([file('1'), file('2'), file('3')])
    await vi.waitFor(() => expect([...sending.keys()].sort()).toEqual(['u1', 'u2']))
    expect(phases()).toEqual(['sending', 'sending', 'waiting'])
    await arrive('u1')
    await arrive('u3')
    await arrive('u2')
    expect(phases()).toEqual(['ready', 'ready', 'ready'])
    expect(ids().sort()).toEqual(['u1', 'u2', 'u3'])
  })

  it('are at most ten; those that were left out are counted', () => {
    const { photos, draft } = setUp()
    expect(photos.add(Array.from({ length: MAX_PHOTOS + 2 }, () => file()))).toBe(2)
    expect(photos.add([file()])).toBe(1)
    expect(draft.photos).toHaveLength(MAX_PHOTOS)
  })

  it('D23 one that failed says so, stays on the device, and can be sent again', async () => {
    const { photos, draft, arrive, phases, ids, pictures, sending } = setUp()
    photos.add([file()])
    await arrive('u1', new Problem('unavailable', 503, '쉬는 중'))
    await vi.waitFor(() => expect(phases()).toEqual(['failed']))
    expect(photos.stateOf(draft.photos[0]!).problem?.message).toBe('쉬는 중')
    expect(pictures.size).toBe(1)
    photos.retry(draft.photos[0]!.key)
    await vi.waitFor(() => expect(sending.has('u2')).toBe(true))
    await arrive('u2')
    expect([phases(), ids()]).toEqual([['ready'], ['u2']])
  })

  it('go on by themselves when the network is back', async () => {
    const { photos, offline, arrive, phases } = setUp()
    photos.add([file()])
    await arrive('u1', new Problem('network', 0, ''))
    await vi.waitFor(() => expect(phases()).toEqual(['failed']))
    offline.value = true
    await nextTick()
    offline.value = false
    await arrive('u2')
    expect(phases()).toEqual(['ready'])
  })

  it('a file that is no photo is refused with the reason, and can only be taken out', async () => {
    const { photos, draft, phases, server } = setUp()
    photos.add([new Blob(['글'])])
    await vi.waitFor(() => expect(phases()).toEqual(['refused']))
    expect(photos.stateOf(draft.photos[0]!).refusal).toBe('type')
    photos.remove(draft.photos[0]!.key)
    expect([draft.photos.length, server.askUpload.mock.calls.length]).toEqual([0, 0])
  })

  it('D26 come back after a reload: what was sent is shown, what was not is sent', async () => {
    const before = setUp()
    before.photos.add([file('1'), file('2')])
    await before.arrive('u1')
    await vi.waitFor(() => expect(before.pictures.size).toBe(2))
    const after = setUp(before.pictures)
    Object.assign(after.draft, JSON.parse(JSON.stringify(before.draft)))
    before.photos.stop()
    await after.photos.resume()
    expect(after.draft.photos.map((photo) => after.photos.addressOf(photo).slice(0, 5))).toEqual(['blob:', 'blob:'])
    await after.arrive('u1')
    expect(after.phases()).toEqual(['ready', 'ready'])
    expect(after.server.askUpload).toHaveBeenCalledOnce()
  })
})

describe('taking a photo out', () => {
  async function withTwo() {
    const house = setUp()
    house.photos.add([file('1'), file('2')])
    await house.arrive('u1')
    await house.arrive('u2')
    const [first, second] = house.draft.photos.map(({ key }) => key) as [string, string]
    return { ...house, first, second }
  }

  it('can be taken back for a while', async () => {
    const { photos, draft, first, server } = await withTwo()
    vi.useFakeTimers()
    photos.remove(first)
    expect(draft.photos[0]!.removed).toBe(true)
    photos.putBack(first)
    await vi.advanceTimersByTimeAsync(REGRET)
    expect([draft.photos.length, draft.photos[0]!.removed]).toEqual([2, false])
    expect(server.dropPhoto).not.toHaveBeenCalled()
  })

  it('then it is gone, on the server as well unless that looks after it for a record', async () => {
    const { photos, draft, first, second, server, ids } = await withTwo()
    const [one] = ids()
    draft.photos[1]!.small = '/small.jpg'
    vi.useFakeTimers()
    photos.remove(first)
    photos.remove(second) // the second one ends the regret about the first
    expect(draft.photos.map(({ key }) => key)).toEqual([second])
    await vi.advanceTimersByTimeAsync(REGRET)
    expect(draft.photos).toEqual([])
    expect(server.dropPhoto.mock.calls).toEqual([[one]])
  })

  it('stops one that is being sent', async () => {
    const { photos, draft, sending, server } = setUp()
    photos.add([file()])
    await vi.waitFor(() => expect(sending.size).toBe(1))
    photos.remove(draft.photos[0]!.key)
    photos.settle()
    sending.get('u1')!.resolve()
    await vi.waitFor(() => expect(server.completeUpload).toHaveBeenCalled())
    await nextTick()
    expect(draft.photos).toEqual([])
  })

  it('puts them in order past the one that was taken out', async () => {
    const { photos, draft, first, second } = await withTwo()
    photos.add([file('3')])
    photos.remove(second)
    expect(photos.step(first, 1)).toBe(2)
    expect(draft.photos.at(-1)!.key).toBe(first)
  })
})
