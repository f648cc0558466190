/**
 * A draft on this device: read back when the page opens, written while the person types.
 *
 * A device that refuses to store (private window, full disk) still lets a piece be made; `unsafe` tells the page to say so.
 */
import { computed, effectScope, reactive, ref, shallowReadonly, watch, type ComputedRef, type Ref } from 'vue'
import { fits, wholeCrop } from '../../crop/cropMath'
import type { Draft, LocalPhoto, UploadedPhoto } from '../model'
import type { DraftStorage } from './draftStorage'
import { reviveDraft, toRecord } from './reviveDraft'

export interface DraftDeps {
  /** Its place on the device: one for a new piece, one for each piece that is being edited. */
  place: string
  storage: DraftStorage
  /** A draft in which nothing was done yet. */
  fresh(): Draft
  /** Whether there is something in it that would be missed; a draft without is not kept. */
  hasContent(draft: Draft): boolean
  /** Milliseconds of rest after which typed text is written. */
  delay?: number
}

export interface DraftHandle {
  draft: Draft
  hasContent: ComputedRef<boolean>
  /** Whether the draft was found on the device, with something in it. */
  restored: Readonly<Ref<boolean>>
  /** Whether the device refused to keep the draft. */
  unsafe: Readonly<Ref<boolean>>
  load(): Promise<void>
  setPhoto(photo: LocalPhoto): Promise<void>
  /** The same with the copy of a cake's poster, which the server has already. */
  setPoster(photo: UploadedPhoto, cakeId: string): Promise<void>
  /** Takes over another draft, and keeps it. */
  adopt(next: Draft): Promise<void>
  /** Writes what is not yet written, now: the page may be going away. */
  flush(): Promise<void>
  /** Throws the draft away and begins a new one. */
  restart(): Promise<void>
  stop(): void
}

export function useDraft(deps: DraftDeps): DraftHandle {
  const { place, storage, fresh } = deps
  const draft = reactive(fresh()) as Draft
  const restored = ref(false)
  const unsafe = ref(false)
  const scope = effectScope(true)
  let timer: ReturnType<typeof setTimeout> | undefined
  let written = JSON.stringify(toRecord(draft))
  let queue: Promise<void> = Promise.resolve()

  /** Writes go one after another, so that an older one can't overtake a newer one. */
  function store(write: () => Promise<void>): Promise<void> {
    queue = queue.then(write).then(
      () => void (unsafe.value = false),
      () => void (unsafe.value = true),
    )
    return queue
  }

  /** Takes over a draft that needs no writing. */
  function fill(next: Draft): void {
    clearTimeout(timer)
    Object.assign(draft, next)
    written = JSON.stringify(toRecord(draft))
  }

  function flush(): Promise<void> {
    clearTimeout(timer)
    const record = toRecord(draft)
    const text = JSON.stringify(record)
    if (text === written) return queue
    written = text
    return store(() => (deps.hasContent(draft) ? storage.write(place, record) : storage.remove(place)))
  }

  scope.run(() => {
    watch(
      draft,
      () => {
        clearTimeout(timer)
        timer = setTimeout(() => void flush(), deps.delay ?? 300)
      },
      { deep: true },
    )
  })

  return {
    draft,
    hasContent: computed(() => deps.hasContent(draft)),
    restored: shallowReadonly(restored),
    unsafe: shallowReadonly(unsafe),
    flush,

    async load() {
      try {
        const stored = await storage.read(place)
        if (!stored) return
        fill(reviveDraft(stored, fresh()))
        restored.value = deps.hasContent(draft)
      } catch {
        unsafe.value = true
      }
    },

    async setPhoto(photo) {
      const crop = wholeCrop(photo)
      Object.assign(draft, { photo, uploaded: null, posterOf: '', crop, artworkId: '', paintedFor: '' })
      void store(() => storage.writePhoto(place, photo))
      await flush()
    },

    async setPoster({ id, width, height }, cakeId) {
      const uploaded = { id, width, height }
      // the same poster once more, after the server lost it, stays cut as it was
      const crop =
        draft.posterOf === cakeId && draft.crop && fits(draft.crop, uploaded) ? draft.crop : wholeCrop(uploaded)
      Object.assign(draft, { photo: null, uploaded, posterOf: cakeId, crop, artworkId: '', paintedFor: '' })
      void store(() => storage.writePhoto(place, null))
      await flush()
    },

    adopt(next) {
      Object.assign(draft, next)
      return flush()
    },

    async restart() {
      fill(fresh())
      restored.value = false
      await store(() => storage.remove(place))
    },

    stop() {
      void flush()
      scope.stop()
    },
  }
}
