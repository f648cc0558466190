import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick, ref } from 'vue'
import { Problem } from '@/api/problem'
import type { PieceRecord } from '@/api/types'
import { clean, sameContent, type RecordContent, type RecordPhoto } from '../model'
import type { KeptRecord, RecordStorage } from './recordStorage'
import { REST } from './saveQueue'
import { useRecordSync } from './useRecordSync'

/** A server like ours: it writes over the version that was read, and over no other. */
function fakeServer() {
  const state = {
    stored: { text: '', photos: [] as RecordContent['photos'], version: 0 },
    /** What happens to the next saves: nothing arrives, or only the answer gets lost. */
    faults: [] as ('lost' | 'answer lost' | Problem)[],
    writes: [] as string[],
  }
  const answer = (): PieceRecord => ({
    ...structuredClone(state.stored),
    photos: state.stored.photos.map((photo) => ({
      ...photo,
      ...{ width: 3, height: 4, color: '#abc', small: `/s/${photo.photoId}`, large: `/l/${photo.photoId}` },
    })),
    updatedAt: '2026-08-03T05:02:00Z',
  })
  function write(content: RecordContent): void {
    state.stored = { ...clean(content), version: state.stored.version + 1 }
    state.writes.push(content.text)
  }
  const server = {
    get: vi.fn(async () => answer()),
    put: vi.fn(async (content: RecordContent, version: number) => {
      const fault = state.faults.shift()
      if (fault === 'lost') throw new Problem('network', 0, '')
      if (fault instanceof Problem) throw fault
      if (!sameContent(content, state.stored)) {
        if (version !== state.stored.version) throw new Problem('record_changed', 409, '')
        write(structuredClone(content))
      }
      if (fault === 'answer lost') throw new Problem('network', 0, '')
      return answer()
    }),
  }
  /** What another device saves. */
  const elsewhere = (text: string, photos: RecordContent['photos'] = state.stored.photos) => write({ text, photos })
  return { server, state, elsewhere }
}

/** A device that keeps copies, as IndexedDB does. */
function fakeDevice() {
  const kept = new Map<string, string>()
  const storage: RecordStorage = {
    read: vi.fn(async (key) => (kept.has(key) ? (JSON.parse(kept.get(key)!) as KeptRecord) : null)),
    write: vi.fn(async (key, record) => void kept.set(key, JSON.stringify(structuredClone(record)))),
    readPhoto: async () => null,
    writePhoto: async () => {},
    remove: vi.fn(async (key) => void kept.delete(key)),
  }
  return { storage, kept }
}

const KEY = 'mina/piece'
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

function setUp() {
  const remote = fakeServer()
  const device = fakeDevice()
  const offline = ref(false)
  const open = async (from = device) => {
    const sync = useRecordSync({ server: remote.server, storage: from.storage, key: KEY, offline })
    await sync.load()
    const type = async (text: string) => {
      sync.draft.text = text
      await nextTick()
    }
    return { ...sync, type }
  }
  return { ...remote, ...device, device, offline, open }
}

const photo = (photoId: string, more: Partial<RecordPhoto> = {}): RecordPhoto => ({
  ...{ key: `k-${photoId}`, photoId, caption: '', width: 3, height: 4, color: '', small: '', large: '' },
  ...{ removed: false, fault: '' },
  ...more,
})

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

describe('writing a record', () => {
  it('is saved while typing, and then nothing is left on the device', async () => {
    const { open, state, kept } = setUp()
    const { type, queue, savedAt } = await open()
    await type('막이 오른다')
    expect(kept.get(KEY)).toContain('막이 오른다') // at once
    await pass(REST)
    expect(state.stored).toMatchObject({ text: '막이 오른다', version: 1 })
    expect([queue.phase.value, savedAt.value, kept.size]).toEqual(['saved', '2026-08-03T05:02:00Z', 0])
  })

  it('saves nothing when only blanks were added around the text', async () => {
    const { open, state, kept, elsewhere } = setUp()
    elsewhere('글')
    const { type } = await open()
    await type('글 \n\n')
    await pass(REST)
    expect([state.writes.length, kept.size]).toEqual([1, 0])
  })

  it('loses nothing in a reload, and saves by itself what was not saved', async () => {
    const { open, state } = setUp()
    const first = await open()
    await first.type('아직 저장되지 않은 글')
    first.stop() // the page is gone before its time came
    expect(state.writes).toEqual([])
    const second = await open()
    expect([second.draft.text, second.restored.value]).toEqual(['아직 저장되지 않은 글', true])
    await pass(REST)
    expect(state.stored.text).toBe('아직 저장되지 않은 글')
  })

  it('goes on without a server with what the device has, and is saved when it is back', async () => {
    const { open, state, server, offline } = setUp()
    const first = await open()
    await first.type('오프라인에서')
    first.stop()
    server.get.mockRejectedValueOnce(new Problem('network', 0, ''))
    state.faults = ['lost']
    const second = await open()
    await pass(REST)
    expect([second.queue.phase.value, second.draft.text]).toEqual(['failed', '오프라인에서'])
    offline.value = true
    await nextTick()
    offline.value = false
    await pass(0)
    expect([second.queue.phase.value, state.stored.text]).toEqual(['saved', '오프라인에서'])
  })

  it('says so when there is nothing to show', async () => {
    const { open, server } = setUp()
    server.get.mockRejectedValueOnce(new Problem('network', 0, ''))
    await expect(open()).rejects.toMatchObject({ code: 'network' })
    server.get.mockRejectedValueOnce(new Problem('not_found', 404, ''))
    await expect(open()).rejects.toMatchObject({ code: 'not_found' })
  })

  it('takes no version of its own for a stranger’s when an answer was lost', async () => {
    const { open, state } = setUp()
    const { type, queue, conflict } = await open()
    state.faults = ['answer lost']
    await type('하나')
    await pass(REST)
    expect([queue.phase.value, state.stored.text]).toEqual(['failed', '하나'])
    await type('하나, 둘')
    await pass(1500 + REST)
    expect([conflict.value, queue.phase.value, state.stored.text]).toEqual([null, 'saved', '하나, 둘'])
  })

  it('nor when the page was closed before the answer came', async () => {
    const { open, state } = setUp()
    const first = await open()
    state.faults = ['answer lost']
    await first.type('하나')
    await first.flush(true)
    await first.type('하나, 둘')
    first.stop()
    const { conflict, draft } = await open()
    await pass(REST)
    expect([conflict.value, draft.text, state.stored.text]).toEqual([null, '하나, 둘', '하나, 둘'])
  })

  it('keeps the device’s text when the server refuses it', async () => {
    const { open, state, kept } = setUp()
    const { type, queue } = await open()
    state.faults = [new Problem('not_found', 404, 'gone')]
    await type('지워진 조각의 글')
    await pass(REST)
    expect([queue.phase.value, queue.problem.value?.code]).toEqual(['failed', 'not_found'])
    expect(kept.get(KEY)).toContain('지워진 조각의 글')
  })

  it('goes on without a device that keeps things, and says so', async () => {
    const { open, storage, state } = setUp()
    vi.mocked(storage.write).mockRejectedValueOnce(new Error('disk full'))
    const { type, unsafe } = await open()
    await type('글')
    await pass(0)
    expect(unsafe.value).toBe(true)
    await pass(REST)
    expect([unsafe.value, state.stored.text]).toEqual([false, '글'])
  })
})

describe('parts that can’t be saved', () => {
  it('a text too long does not hold up the photos', async () => {
    const { open, state } = setUp()
    const { draft, type } = await open()
    await type('가'.repeat(10_001))
    draft.photos.push(photo('p1'))
    await nextTick()
    await pass(REST)
    expect(state.stored).toMatchObject({ text: '', photos: [{ photoId: 'p1' }] })
    await type('가'.repeat(10_000))
    await pass(REST)
    expect(state.stored.text).toHaveLength(10_000)
  })

  it('a photo that the server refuses does not hold up the text, and is named', async () => {
    const { open, state } = setUp()
    const { draft, queue } = await open()
    state.faults = [new Problem('photo_used', 409, '', { 'photos[1].photoId': '이미 쓴 사진이에요.' })]
    Object.assign(draft, { text: '글', photos: [photo('p1'), photo('p2')] })
    await nextTick()
    await pass(REST)
    await pass(REST)
    expect(state.stored).toMatchObject({ text: '글', photos: [{ photoId: 'p1' }] })
    expect(draft.photos.map(({ fault }) => fault)).toEqual(['', '이미 쓴 사진이에요.'])
    expect(queue.phase.value).toBe('saved')
  })

  it('a photo on its way is not sent; one that was taken out is out at once, and can be put back', async () => {
    const { open, state, elsewhere, kept } = setUp()
    elsewhere('글', [{ photoId: 'p1', caption: '' }])
    const { draft } = await open()
    draft.photos[0]!.removed = true
    await nextTick()
    await pass(REST)
    expect([state.stored.photos, kept.size]).toEqual([[], 0])
    draft.photos[0]!.removed = false
    draft.photos.push(photo(''))
    await nextTick()
    await pass(REST)
    expect(state.stored.photos).toEqual([{ photoId: 'p1', caption: '' }])
    expect(kept.size).toBe(1)
  })
})

describe('two devices', () => {
  /** This one and another one wrote over the same version. */
  async function apart() {
    const house = setUp()
    house.elsewhere('처음', [{ photoId: 'p1', caption: '' }])
    const here = await house.open()
    house.elsewhere('처음\n저쪽', [
      { photoId: 'p1', caption: '' },
      { photoId: 'p2', caption: '' },
    ])
    await here.type('처음\n여기')
    await pass(REST)
    return { ...house, here }
  }

  it('nothing is overwritten, and typing goes on meanwhile', async () => {
    const { here, state, kept } = await apart()
    expect(here.conflict.value).toMatchObject({ text: '처음\n저쪽', version: 2 })
    expect(here.queue.phase.value).toBe('held')
    await here.type('처음\n여기, 계속')
    await pass(60_000)
    expect([state.stored.text, here.draft.text]).toEqual(['처음\n저쪽', '처음\n여기, 계속'])
    expect(kept.get(KEY)).toContain('여기, 계속')
  })

  it.each([
    ['mine', '처음\n여기', ['p1']],
    ['theirs', '처음\n저쪽', ['p1', 'p2']],
    ['both', '처음\n여기\n저쪽', ['p1', 'p2']],
  ] as const)('the choice “%s” is saved as the next version', async (choice, text, photos) => {
    const { here, state, kept } = await apart()
    here.resolve(choice)
    await pass(REST)
    expect([here.conflict.value, here.draft.text]).toEqual([null, text])
    expect(here.draft.photos.map(({ photoId }) => photoId)).toEqual(photos)
    expect([state.stored.text, state.stored.photos.map(({ photoId }) => photoId)]).toEqual([text, photos])
    expect([here.queue.phase.value, kept.size]).toEqual(['saved', 0])
  })

  it('the other one’s can be taken and taken back', async () => {
    const { here, state } = await apart()
    const before = here.snapshot()
    here.resolve('theirs')
    here.restore(before)
    await nextTick()
    await pass(REST)
    expect([here.draft.text, state.stored.text]).toEqual(['처음\n여기', '처음\n여기'])
  })

  it('a third version that comes during the choice is told again', async () => {
    const { here, state, elsewhere } = await apart()
    elsewhere('처음\n셋째')
    here.resolve('mine')
    await pass(REST)
    expect(here.conflict.value).toMatchObject({ text: '처음\n셋째' })
    expect(state.stored.text).toBe('처음\n셋째')
  })

  it('what the device kept meets what was saved elsewhere when the page opens again', async () => {
    const { open, elsewhere, state } = setUp()
    const first = await open()
    await first.type('여기')
    first.stop()
    elsewhere('저쪽')
    const second = await open()
    await pass(60_000)
    expect([second.draft.text, second.conflict.value?.text, state.stored.text]).toEqual(['여기', '저쪽', '저쪽'])
  })

  it('who has nothing of their own sees the newest', async () => {
    const { open, elsewhere } = setUp()
    const { check, draft, type } = await open()
    expect(await check()).toBe(false)
    elsewhere('저쪽에서 쓴 글')
    expect([await check(), draft.text]).toEqual([true, '저쪽에서 쓴 글'])
    elsewhere('또 저쪽')
    await type('저쪽에서 쓴 글, 여기서 이어')
    expect([await check(), draft.text]).toEqual([false, '저쪽에서 쓴 글, 여기서 이어'])
  })

  it('an old answer from a cache is no conflict', async () => {
    const { open, elsewhere, server } = setUp()
    const { type, conflict, queue } = await open()
    const old = await server.get()
    elsewhere('저쪽')
    server.get.mockResolvedValueOnce(old)
    await type('여기')
    await pass(REST)
    expect([conflict.value, queue.phase.value]).toEqual([null, 'failed'])
    await pass(1500)
    expect(conflict.value).toMatchObject({ text: '저쪽' })
  })

  it('both who wrote the same have no conflict', async () => {
    const { open, elsewhere } = setUp()
    const { type, conflict, queue } = await open()
    elsewhere('같은 글')
    await type('같은 글')
    await pass(REST)
    expect([conflict.value, queue.phase.value]).toEqual([null, 'saved'])
  })

  it('what only this device had can be thrown away', async () => {
    const { open, elsewhere, kept } = setUp()
    elsewhere('저장된 글')
    const first = await open()
    await first.type('보관한 글')
    first.stop()
    const second = await open()
    second.discard()
    await pass(REST)
    expect([second.draft.text, kept.size]).toEqual(['저장된 글', 0])
  })
})
