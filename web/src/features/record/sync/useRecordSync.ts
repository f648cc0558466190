/**
 * One record in the hands of its owner: read from the server and from this device, kept on this device with every letter,
 * saved by the queue, and put before the person when another device has changed it meanwhile.
 */
import { effectScope, reactive, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import { Problem } from '@/api/problem'
import type { PieceRecord } from '@/api/types'
import {
  clean,
  EMPTY,
  isKept,
  sameContent,
  savable,
  type RecordContent,
  type RecordDraft,
  type RecordPhoto,
  type Version,
} from '../model'
import { newKey } from '../../make/draft/newKey'
import { createKeeper, type Keeper } from './keeper'
import { join } from './merge'
import type { RecordServer } from './recordServer'
import type { KeptRecord, RecordStorage } from './recordStorage'
import { createSaveQueue, type SaveQueue } from './saveQueue'

export interface RecordSync {
  draft: RecordDraft
  /** The last version that the server is known to have and that this draft builds on. */
  base: ShallowRef<Version>
  queue: Pick<SaveQueue, 'phase' | 'problem' | 'retry'>
  /** When the server last stored what is here. */
  savedAt: Ref<string>
  /** What another device saved meanwhile, as long as nobody has decided. */
  conflict: ShallowRef<PieceRecord | null>
  /** Something was found on this device that the server did not have. */
  restored: Ref<boolean>
  /** What the server said against the text, while it is still the same. */
  textRefusal: ShallowRef<{ text: string; message: string } | null>
  unsafe: Keeper['unsafe']
  /** Rejects with a Problem when there is nothing to show. */
  load(): Promise<void>
  /** Looks whether another device has saved; resolves with whether its version was taken over. */
  check(): Promise<boolean>
  resolve(choice: 'mine' | 'theirs' | 'both'): void
  /** Throws away what only this device has. */
  discard(): void
  /** The draft as it is, to be put back by `restore`. */
  snapshot(): RecordDraft
  restore(draft: RecordDraft): void
  flush(leaving?: boolean): Promise<void>
  stop(): void
}

export interface RecordSyncDeps {
  server: RecordServer
  storage: RecordStorage
  key: string
  offline: Readonly<Ref<boolean>>
  /** The server stored a new version. */
  onSaved?(record: PieceRecord): void
}

const contentOf = ({ text, photos }: PieceRecord): RecordContent => ({
  text,
  photos: photos.map(({ photoId, caption }) => ({ photoId, caption })),
})
const versionOf = (record: PieceRecord): Version => ({ ...contentOf(record), version: record.version })

/** The server has said no: this content is not what it stored. Anything else leaves that open. */
const isRefusal = ({ status }: Problem): boolean => status >= 400 && status < 500

export function useRecordSync(deps: RecordSyncDeps): RecordSync {
  const { server } = deps
  const draft = reactive<RecordDraft>({ text: '', photos: [] })
  const base = shallowRef<Version>(EMPTY)
  const conflict = shallowRef<PieceRecord | null>(null)
  const textRefusal = shallowRef<{ text: string; message: string } | null>(null)
  const savedAt = ref('')
  const restored = ref(false)
  const keeper = createKeeper(deps.storage, deps.key)
  const scope = effectScope(true)
  let latest: PieceRecord | null = null
  let inDoubt: RecordContent | null = null
  let loaded = false

  const snapshot = (): RecordDraft => JSON.parse(JSON.stringify(draft)) as RecordDraft

  function mine(): RecordContent {
    const content = savable(draft, base.value)
    return textRefusal.value?.text === draft.text ? { ...content, text: base.value.text } : content
  }

  function keep(): Promise<void> {
    const done = !inDoubt && isKept(draft, base.value)
    return keeper.keep(done ? null : { draft: snapshot(), base: base.value, inDoubt })
  }

  const queue = createSaveQueue({
    isDue: () => loaded && (inDoubt !== null || !sameContent(mine(), base.value)),
    save,
  })

  async function save(leaving: boolean): Promise<void> {
    // What may have been stored without our knowing is settled first, or the server's version would look like a stranger's.
    const content = (inDoubt ??= clean(mine()))
    void keep()
    try {
      const answer = await server.put(content, base.value.version, leaving)
      inDoubt = null
      build(answer)
      deps.onSaved?.(answer)
    } catch (error) {
      const problem = error as Problem
      if (problem.code === 'record_changed') return meet(content, await server.get())
      if (isRefusal(problem)) inDoubt = null
      if (!blame(problem, content)) throw problem
    } finally {
      void keep()
    }
  }

  /** Another version is stored than the one that this draft was written on. */
  function meet(content: RecordContent, theirs: PieceRecord): void {
    const isOld = theirs.version <= base.value.version // from a cache, while the network is bad
    if (isOld) throw new Problem('network', 0, '')
    inDoubt = null
    if (sameContent(contentOf(theirs), content) || sameContent(contentOf(theirs), mine())) return build(theirs)
    conflict.value = theirs
    queue.hold()
  }

  /** Finds what the server complains about. It is left out from now on, so that the rest can be saved. */
  function blame(problem: Problem, content: RecordContent): boolean {
    let found = false
    for (const [field, message] of Object.entries(problem.fields)) {
      const place = /^photos\[(\d+)\]/.exec(field)?.[1]
      const id = place === undefined ? undefined : content.photos[Number(place)]?.photoId
      const photo = draft.photos.find(({ photoId }) => photoId && photoId === id)
      if (photo) photo.fault = message
      else if (field === 'text') textRefusal.value = { text: draft.text, message }
      else continue
      found = true
    }
    return found
  }

  /** From now on the draft builds on this version. */
  function build(record: PieceRecord): void {
    latest = record
    base.value = versionOf(record)
    savedAt.value = record.updatedAt ?? ''
    for (const stored of record.photos) {
      const photo = draft.photos.find(({ photoId }) => photoId === stored.photoId)
      if (photo) Object.assign(photo, placed(stored))
    }
  }

  /** Shows this version; photos that are still on their way stay at the end. */
  function take(record: PieceRecord): void {
    const pending = draft.photos.filter(({ photoId, removed }) => !photoId && !removed)
    const photos = record.photos.map((stored) => adopt(stored))
    Object.assign(draft, { text: record.text, photos: [...photos, ...pending] })
    build(record)
  }

  function adopt(stored: PieceRecord['photos'][number]): RecordPhoto {
    const known = draft.photos.find(({ photoId }) => photoId === stored.photoId)
    const { photoId, caption } = stored
    return { key: known?.key ?? newKey(), photoId, caption, removed: false, ...placed(stored) }
  }

  function revive(kept: KeptRecord): void {
    Object.assign(draft, kept.draft)
    draft.photos = kept.draft.photos.filter(({ removed }) => !removed)
    base.value = kept.base
    inDoubt = kept.inDoubt
    restored.value = true
  }

  async function load(): Promise<void> {
    const [kept, answer] = await Promise.all([
      deps.storage.read(deps.key).catch(() => null),
      server.get().catch((error: unknown) => error as Problem),
    ])
    if (answer instanceof Problem) {
      if (!kept || isRefusal(answer)) throw answer
      revive(kept)
    } else if (!kept) {
      take(answer)
    } else {
      revive(kept)
      receive(answer, kept)
    }
    loaded = true
    queue.touch()
  }

  function receive(answer: PieceRecord, kept: KeptRecord): void {
    const stored = contentOf(answer)
    const isMine = sameContent(stored, mine()) || (kept.inDoubt !== null && sameContent(stored, kept.inDoubt))
    if (answer.version === kept.base.version || isMine) {
      if (isMine) inDoubt = null
      build(answer)
      restored.value = !isKept(draft, base.value)
    } else if (!inDoubt && sameContent(mine(), kept.base) && draft.photos.every(({ photoId }) => photoId)) {
      take(answer)
      restored.value = false
    } else {
      conflict.value = answer
      queue.hold()
    }
  }

  async function check(): Promise<boolean> {
    const isQuiet = () => loaded && !conflict.value && queue.phase.value === 'saved' && !inDoubt
    if (!isQuiet()) return false
    const answer = await server.get().catch(() => null)
    if (!answer || !isQuiet() || answer.version <= base.value.version || !sameContent(mine(), base.value)) return false
    take(answer)
    return true
  }

  function resolve(choice: 'mine' | 'theirs' | 'both'): void {
    const theirs = conflict.value
    if (!theirs) return
    conflict.value = null
    inDoubt = null
    if (choice === 'theirs') take(theirs)
    if (choice === 'both') {
      const joined = join(base.value, { text: draft.text, photos: draft.photos }, contentOf(theirs))
      draft.text = joined.text
      draft.photos = joined.photos.map((photo) =>
        'key' in photo ? (photo as RecordPhoto) : foreign(theirs, photo.photoId),
      )
    }
    build(theirs)
    queue.release()
    void queue.flush()
  }

  const foreign = (record: PieceRecord, id: string): RecordPhoto =>
    adopt(record.photos.find(({ photoId }) => photoId === id)!)

  scope.run(() => {
    watch(
      draft,
      () => {
        if (!loaded) return
        void keep()
        queue.touch()
      },
      { deep: true },
    )
    watch(deps.offline, (isOffline) => {
      if (!isOffline) queue.retry()
    })
  })

  return {
    draft,
    base,
    queue,
    savedAt,
    conflict,
    restored,
    textRefusal,
    unsafe: keeper.unsafe,
    load,
    check,
    resolve,
    discard() {
      draft.photos = draft.photos.filter(({ photoId }) => photoId)
      if (latest) take(latest)
      else Object.assign(draft, { text: base.value.text })
      restored.value = false
    },
    snapshot,
    restore: (before) => void Object.assign(draft, before),
    flush: queue.flush,
    stop() {
      queue.stop()
      scope.stop()
    },
  }
}

const placed = ({ width, height, color, small, large }: PieceRecord['photos'][number]) => ({
  ...{ width, height, color, small, large },
  fault: '',
})
