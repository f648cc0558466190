import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import { zoomTo } from '../../crop/cropMath'
import { hasContent, newDraft, type Draft, type LocalPhoto } from '../model'
import type { DraftStorage } from './draftStorage'
import { useDraft } from './useDraft'

const photo: LocalPhoto = { blob: new Blob(['pixels'], { type: 'image/jpeg' }), width: 3024, height: 4032 }

/** A storage like the device's: it keeps copies, not references. */
function memory() {
  const drafts = new Map<string, string>()
  const photos = new Map<string, LocalPhoto>()
  const storage: DraftStorage = {
    read: vi.fn(async (account) => {
      const draft = drafts.get(account)
      return draft ? { ...(JSON.parse(draft) as Draft), photo: photos.get(account) ?? null } : null
    }),
    write: vi.fn(async (account, draft) => void drafts.set(account, JSON.stringify(draft))),
    writePhoto: vi.fn(async (account, next) => void (next ? photos.set(account, next) : photos.delete(account))),
    remove: vi.fn(async (account) => {
      drafts.delete(account)
      photos.delete(account)
    }),
  }
  return { storage, drafts, photos }
}

let keys = 0
const open = async (storage: DraftStorage, place = 'mina') => {
  const fresh = () => newDraft(`key-${++keys}`, '2026-08-03')
  const handle = useDraft({ place, storage, fresh, hasContent, delay: 300 })
  await handle.load()
  return handle
}

beforeEach(() => {
  vi.useFakeTimers()
  keys = 0
})
afterEach(() => vi.useRealTimers())

describe('useDraft', () => {
  it('D26 gives everything back after a reload, photo included', async () => {
    const { storage } = memory()
    const first = await open(storage)
    expect(first.restored.value).toBe(false)
    await first.setPhoto(photo)
    first.draft.crop = zoomTo(first.draft.crop!, photo, 2)
    first.draft.facts.title = '밤의 노래'
    first.draft.facts.price = '132,0'
    first.draft.review.halfStars = 9
    first.draft.shape = 'stub'
    first.draft.style = 'ink'
    first.draft.uploaded = { id: 'p1', width: 2250, height: 3000 }
    first.draft.artworkId = 'a1'
    first.draft.step = 'back'
    const before = JSON.stringify(first.draft)
    await vi.advanceTimersByTimeAsync(300)

    const second = await open(storage)
    expect(JSON.stringify(second.draft)).toBe(before)
    expect(await second.draft.photo!.blob.text()).toBe('pixels')
    expect(second.restored.value).toBe(true)
  })

  it('writes once the person rests, not with every letter', async () => {
    const { storage } = memory()
    const { draft } = await open(storage)
    for (const letter of '조각을 만들자') {
      draft.facts.title += letter
      await vi.advanceTimersByTimeAsync(50)
    }
    expect(storage.write).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(300)
    expect(storage.write).toHaveBeenCalledOnce()
  })

  it('writes at once when the page goes away', async () => {
    const { storage, drafts } = memory()
    const { draft, flush } = await open(storage)
    draft.facts.title = '마지막 순간'
    await flush()
    expect(drafts.get('mina')).toContain('마지막 순간')
  })

  it('keeps the same key for the save until the draft is thrown away', async () => {
    const { storage } = memory()
    const first = await open(storage)
    first.draft.facts.title = '하나'
    await first.flush()
    const second = await open(storage)
    expect(second.draft.key).toBe(first.draft.key)
    await second.restart()
    expect(second.draft.key).not.toBe(first.draft.key)
  })

  it('throws the draft and its photo away, and keeps a new one afterwards', async () => {
    const { storage, drafts, photos } = memory()
    const { draft, setPhoto, restart } = await open(storage)
    await setPhoto(photo)
    draft.facts.title = '지울 것'
    await nextTick()
    await restart()
    await vi.advanceTimersByTimeAsync(1000)
    expect([drafts.size, photos.size]).toEqual([0, 0])
    expect(draft).toMatchObject({ photo: null, crop: null, facts: { title: '', day: '2026-08-03' } })
    draft.facts.title = '새것'
    await vi.advanceTimersByTimeAsync(300)
    expect(drafts.get('mina')).toContain('새것')
  })

  it('keeps the drafts of two people apart', async () => {
    const { storage } = memory()
    const mina = await open(storage)
    mina.draft.facts.title = '미나의 것'
    await mina.flush()
    expect((await open(storage, 'jun')).draft.facts.title).toBe('')
  })

  it('another photo drops what belonged to the first one', async () => {
    const { storage } = memory()
    const { draft, setPhoto } = await open(storage)
    await setPhoto(photo)
    Object.assign(draft, { uploaded: { id: 'p1', width: 1, height: 1 }, artworkId: 'a1' })
    await setPhoto({ ...photo, width: 4032, height: 3024 })
    expect(draft).toMatchObject({ uploaded: null, artworkId: '' })
    expect(draft.crop!.height).toBe(1)
  })

  it('goes on without a device that keeps things, and says so', async () => {
    const { storage } = memory()
    vi.mocked(storage.read).mockRejectedValue(new Error('private window'))
    vi.mocked(storage.write).mockRejectedValueOnce(new Error('disk full'))
    const { draft, unsafe, flush } = await open(storage)
    expect(unsafe.value).toBe(true)
    draft.facts.title = '가'
    await flush()
    expect(unsafe.value).toBe(true)
    draft.facts.title = '가나'
    await flush()
    expect(unsafe.value).toBe(false)
  })

  it('mends a draft that an older version left', async () => {
    const { storage, drafts, photos } = memory()
    drafts.set(
      'mina',
      JSON.stringify({
        key: 'old',
        step: 'poster',
        shape: 'round',
        paper: 'gold',
        style: 'fresco',
        crop: { x: 0, y: 0, width: 1, height: 1, turn: 0 },
        facts: { kind: 'opera', title: '옛 제목', day: '2026-13-40' },
        artworkId: 'a1',
      }),
    )
    photos.set('mina', photo)
    const { draft } = await open(storage)
    expect(draft).toMatchObject({
      key: 'old',
      step: 'picture',
      shape: 'perforated',
      style: 'oil',
      crop: null,
      artworkId: '',
    })
    expect(draft.facts).toMatchObject({ kind: '', title: '옛 제목', day: '2026-08-03', venue: '' })
  })
})
