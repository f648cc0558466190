/** The photos of a record on their way: read, kept on this device, sent two at a time, put in order, taken out and put back. */
import { effectScope, reactive, watch, type Ref } from 'vue'
import { Problem } from '@/api/problem'
import { newKey } from '../../make/draft/newKey'
import type { LocalPhoto } from '../../make/model'
import { PhotoError, preparePhoto, type PhotoFault, type PhotoTools } from '../../make/photo/preparePhoto'
import type { MakeServer } from '../../make/server/makeServer'
import { uploadPhoto } from '../../make/upload/uploadPhoto'
import { MAX_PHOTOS } from '../limits'
import type { RecordDraft, RecordPhoto } from '../model'
import type { RecordStorage } from '../sync/recordStorage'
import { moved, neighbour } from './order'

const AT_ONCE = 2
/** So long a photo that was taken out can be put back (ms). */
export const REGRET = 15_000

/** `refused`: the file is no good, sending it again won't help. */
export type PhotoPhase = 'waiting' | 'reading' | 'sending' | 'checking' | 'failed' | 'refused' | 'ready'

export interface PhotoState {
  phase: PhotoPhase
  /** The part of the bytes that is sent, 0..1. */
  progress: number
  problem: Problem | null
  refusal: PhotoFault | null
}

export interface PhotosDeps {
  draft: RecordDraft
  storage: RecordStorage
  /** Of the record on this device. */
  recordKey: string
  server: Pick<MakeServer, 'askUpload' | 'put' | 'completeUpload' | 'dropPhoto'>
  tools: PhotoTools
  offline: Readonly<Ref<boolean>>
}

export interface RecordPhotos {
  stateOf(photo: RecordPhoto): PhotoState
  /** The picture: from this device as long as it is here, so that nothing flickers when it is saved. */
  addressOf(photo: RecordPhoto): string
  /** Whether the picture is on this device, so that it can be sent (again). */
  isHere(photo: RecordPhoto): boolean
  /** Takes as many of the files as there is room for; the number of those that were left out. */
  add(files: readonly Blob[]): number
  retry(key: string): void
  remove(key: string): void
  putBack(key: string): void
  /** One step earlier or later; the new place, counted from 1 among those that are shown. */
  step(key: string, step: -1 | 1): number
  moveTo(key: string, place: number): void
  /** What was taken out can't be put back any more. */
  settle(): void
  /** Finds the pictures of photos that were kept on this device, and sends those that the server does not have. */
  resume(): Promise<void>
  stop(): void
}

const READY: PhotoState = { phase: 'ready', progress: 1, problem: null, refusal: null }
const WAITING: PhotoState = { phase: 'waiting', progress: 0, problem: null, refusal: null }

export function usePhotos(deps: PhotosDeps): RecordPhotos {
  const { draft, storage, recordKey, server } = deps
  const states = reactive(new Map<string, PhotoState>())
  const addresses = reactive(new Map<string, string>())
  const pictures = new Map<string, LocalPhoto>()
  const files = new Map<string, Blob>()
  const regrets = new Map<string, ReturnType<typeof setTimeout>>()
  const controls = new Map<string, AbortController>()
  const waiting: string[] = []
  const scope = effectScope(true)
  let running = 0

  const find = (key: string) => draft.photos.find((photo) => photo.key === key)
  const indexOf = (key: string) => draft.photos.findIndex((photo) => photo.key === key)
  const shown = () => draft.photos.filter(({ removed }) => !removed)
  const set = (key: string, state: Partial<PhotoState> & Pick<PhotoState, 'phase'>) =>
    states.set(key, { progress: 0, problem: null, refusal: null, ...state })

  function add(chosen: readonly Blob[]): number {
    const room = Math.max(0, MAX_PHOTOS - shown().length)
    for (const file of chosen.slice(0, room)) {
      const key = newKey()
      files.set(key, file)
      draft.photos.push({
        ...{ key, photoId: '', caption: '', width: 0, height: 0, color: '', small: '', large: '' },
        ...{ removed: false, fault: '' },
      })
      enqueue(key)
    }
    return Math.max(0, chosen.length - room)
  }

  function enqueue(key: string): void {
    set(key, WAITING)
    if (!waiting.includes(key)) waiting.push(key)
    work()
  }

  function work(): void {
    while (running < AT_ONCE && waiting.length) {
      const key = waiting.shift()!
      if (!find(key)) continue
      running++
      void bring(key).finally(() => {
        running--
        work()
      })
    }
  }

  /** From the chosen file to a photo that the server has. */
  async function bring(key: string): Promise<void> {
    const control = new AbortController()
    controls.set(key, control)
    try {
      const picture = pictures.get(key) ?? (await read(key))
      if (control.signal.aborted || !find(key)) return
      const { id, width, height } = await uploadPhoto(
        picture,
        server,
        ({ phase, progress, problem }) => {
          if (phase !== 'idle' && phase !== 'done') set(key, { phase, progress, problem })
        },
        control.signal,
      )
      const photo = find(key)
      if (!photo) return drop(id)
      Object.assign(photo, { photoId: id, width, height, fault: '' })
      states.delete(key)
    } catch (error) {
      if (error instanceof PhotoError) set(key, { phase: 'refused', refusal: error.fault })
      else if (!control.signal.aborted && states.get(key)?.phase !== 'failed') fail(key, error)
    } finally {
      controls.delete(key)
    }
  }

  const fail = (key: string, error: unknown) =>
    set(key, { phase: 'failed', problem: error instanceof Problem ? error : new Problem('internal', 0, String(error)) })

  async function read(key: string): Promise<LocalPhoto> {
    set(key, { phase: 'reading' })
    const picture = await preparePhoto(files.get(key) ?? new Blob(), deps.tools)
    files.delete(key)
    keepPicture(key, picture)
    const photo = find(key)
    if (photo) Object.assign(photo, { width: picture.width, height: picture.height })
    // a device that refuses still lets it be sent; the record's keeper tells of that
    await storage.writePhoto(recordKey, key, picture).catch(() => undefined)
    return picture
  }

  function keepPicture(key: string, picture: LocalPhoto): void {
    pictures.set(key, picture)
    addresses.set(key, URL.createObjectURL(picture.blob))
  }

  /** The server forgets by itself what this does not reach. */
  const drop = (id: string): void => void server.dropPhoto(id).catch(() => undefined)

  function remove(key: string): void {
    const photo = find(key)
    if (!photo) return
    settle()
    const isNothing = !photo.photoId && !pictures.has(key) && !files.has(key)
    if (isNothing || states.get(key)?.phase === 'refused') return forget(key)
    photo.removed = true
    regrets.set(
      key,
      setTimeout(() => forget(key), REGRET),
    )
  }

  function putBack(key: string): void {
    clearTimeout(regrets.get(key))
    regrets.delete(key)
    const photo = find(key)
    if (photo) photo.removed = false
  }

  function forget(key: string): void {
    clearTimeout(regrets.get(key))
    regrets.delete(key)
    controls.get(key)?.abort()
    const photo = find(key)
    draft.photos = draft.photos.filter((each) => each.key !== key)
    const wasSaved = !!photo?.small // then the server looks after it
    if (photo?.photoId && !wasSaved) drop(photo.photoId)
    release(key)
  }

  function release(key: string): void {
    const address = addresses.get(key)
    if (address) URL.revokeObjectURL(address)
    addresses.delete(key)
    pictures.delete(key)
    files.delete(key)
    states.delete(key)
  }

  function settle(): void {
    for (const key of [...regrets.keys()]) forget(key)
  }

  function retry(key: string): void {
    const photo = find(key)
    const isHere = pictures.has(key) || files.has(key)
    if (!photo || !isHere || controls.has(key)) return
    Object.assign(photo, { photoId: '', fault: '' })
    enqueue(key)
  }

  async function resume(): Promise<void> {
    await Promise.all(
      draft.photos.map(async ({ key, photoId, small }) => {
        if (small || pictures.has(key)) return
        const picture = await storage.readPhoto(recordKey, key).catch(() => null)
        if (picture && find(key)) keepPicture(key, picture)
        if (photoId) return
        if (picture) enqueue(key)
        else forget(key) // the page ended before the file was read
      }),
    )
  }

  function moveTo(key: string, place: number): void {
    const from = indexOf(key)
    if (from >= 0 && from !== place) draft.photos = moved(draft.photos, from, place)
  }

  scope.run(() => {
    watch(deps.offline, (isOffline) => {
      if (isOffline) return
      for (const [key, { phase, problem }] of states) if (phase === 'failed' && problem?.isTemporary) retry(key)
    })
  })

  return {
    stateOf: ({ key, photoId }) => states.get(key) ?? (photoId ? READY : WAITING),
    addressOf: ({ key, small, photoId }) =>
      addresses.get(key) ?? (small || (photoId ? `/api/v1/media/${encodeURIComponent(photoId)}/image` : '')),
    isHere: ({ key }) => addresses.has(key),
    add,
    retry,
    remove,
    putBack,
    step(key, step) {
      const from = indexOf(key)
      moveTo(
        key,
        neighbour(draft.photos, from, step, ({ removed }) => !removed),
      )
      return shown().findIndex((photo) => photo.key === key) + 1
    },
    moveTo,
    settle,
    resume,
    stop() {
      for (const control of controls.values()) control.abort()
      regrets.forEach((timer) => clearTimeout(timer))
      ;[...addresses.keys()].forEach(release)
      scope.stop()
    },
  }
}
