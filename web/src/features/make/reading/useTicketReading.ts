/**
 * A picture of a ticket on its way to suggestions: made ready on this device, sent, read. The picture is let go of as
 * soon as it was read; one that is the front of the piece stays where it is.
 */
import { computed, onScopeDispose, ref, shallowRef, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import { Problem } from '@/api/problem'
import { pause } from '@/lib/pause'
import type { LocalPhoto } from '../model'
import { PhotoError, preparePhoto, type PhotoFault, type PhotoTools } from '../photo/preparePhoto'
import { uploadPhoto } from '../upload/uploadPhoto'
import type { Reading, ReadingServer, ReadingSuggestion } from './readingServer'

export type ReadingPhase = 'idle' | 'preparing' | 'sending' | 'reading' | 'done' | 'failed'

/** Why there are no suggestions, and whether the same picture may be tried again. */
export interface ReadingTrouble {
  /** What is wrong with the file. */
  fault?: PhotoFault
  /** What the server could not do. */
  problem?: Problem
  /** Why the model could not read it. */
  failure?: NonNullable<Reading['failure']>
  again: boolean
}

export interface TicketReading {
  phase: Ref<ReadingPhase>
  /** The part of the bytes that is sent, 0..1. */
  progress: Ref<number>
  found: ShallowRef<readonly ReadingSuggestion[]>
  trouble: ShallowRef<ReadingTrouble | null>
  /** The picture that is looked at, if it is on this device. */
  picture: ShallowRef<Blob | null>
  waiting: ComputedRef<boolean>
  /** Reads a file from the dialog or the camera. */
  read(file: Blob): Promise<void>
  /** Reads the photo that is the front of the piece. */
  readFront(photoId: string, picture: Blob | null): Promise<void>
  retry(): Promise<void>
  /** Gives up what is under way, or lets go of what came of it. */
  forget(): void
}

export interface ReadingDeps {
  server: ReadingServer
  tools: PhotoTools
  /** The person has to agree first: they did not, or to another provider. */
  onConsent(): void
  /** What is left of the day is another number. */
  onAsked(): void
}

/** Between two looks, in milliseconds. The server holds its answer, so this is no more than a floor. */
const PAUSE = 250
/** Looks that may fail in a row before the person is told. */
const MOST_MISSES = 6

/** A reading of these doesn't come out better when it is asked for again. */
const FINAL = ['refused', 'setup', 'budget', 'quota']

export function useTicketReading(deps: ReadingDeps): TicketReading {
  const { server } = deps
  const phase = ref<ReadingPhase>('idle')
  const progress = ref(0)
  const found = shallowRef<readonly ReadingSuggestion[]>([])
  const trouble = shallowRef<ReadingTrouble | null>(null)
  const picture = shallowRef<Blob | null>(null)
  let control = new AbortController()
  /** What the server has of it. */
  let ready: LocalPhoto | null = null
  let photoId = ''
  let isFront = false
  let readingId = ''

  const quietly = (work: Promise<unknown>) => void work.catch(() => undefined)

  /** A reading goes with its photo. The server forgets what isn't wanted by itself when this does not get through. */
  function letGo(): void {
    if (photoId && !isFront) quietly(server.dropPhoto(photoId))
    else if (readingId) quietly(server.dropReading(readingId))
    readingId = photoId = ''
  }

  function begin(next: ReadingPhase): AbortSignal {
    control.abort()
    control = new AbortController()
    phase.value = next
    progress.value = 0
    trouble.value = null
    found.value = []
    return control.signal
  }

  function fail(why: ReadingTrouble): void {
    trouble.value = why
    phase.value = 'failed'
  }

  /** Does the work, and tells what went wrong with it, unless nobody wants to know any more. */
  async function guarded(signal: AbortSignal, work: () => Promise<void>): Promise<void> {
    try {
      await work()
    } catch (cause) {
      if (signal.aborted) return
      if (cause instanceof PhotoError) return fail({ fault: cause.fault, again: false })
      const problem = cause instanceof Problem ? cause : new Problem('internal', 0, String(cause))
      if (problem.code === 'ai_consent') {
        phase.value = 'idle'
        deps.onConsent()
        return
      }
      if (problem.status === 404 || 'photoId' in problem.fields) photoId = '' // it was swept meanwhile: send it again
      fail({ problem, again: problem.isTemporary || problem.status === 404 || 'photoId' in problem.fields })
    }
  }

  async function send(signal: AbortSignal): Promise<void> {
    const ofFront = isFront
    if (!photoId) {
      if (!ready) throw new Problem('not_found', 404, '')
      phase.value = 'sending'
      const { id } = await uploadPhoto(ready, server, (state) => (progress.value = state.progress), signal)
      if (signal.aborted) return quietly(server.dropPhoto(id)) // another picture may be on its way by now
      photoId = id
    }
    phase.value = 'reading'
    const asked = await server.askReading(photoId, signal)
    if (signal.aborted) return ofFront ? quietly(server.dropReading(asked.id)) : undefined
    readingId = asked.id
    deps.onAsked()
    settle(await follow(asked, signal))
  }

  async function follow(asked: Reading, signal: AbortSignal): Promise<Reading> {
    let misses = 0
    let now = asked
    while (now.state === 'asked' || now.state === 'running') {
      await pause(PAUSE * 2 ** misses, signal)
      try {
        now = await server.getReading(now.id, signal)
        misses = 0
      } catch (error) {
        const isPassing = error instanceof Problem && error.isTemporary
        if (signal.aborted || !isPassing || ++misses >= MOST_MISSES) throw error
      }
    }
    signal.throwIfAborted()
    return now
  }

  function settle(reading: Reading): void {
    if (reading.state === 'failed') {
      readingId = ''
      const failure = reading.failure ?? { code: 'internal', message: '' }
      if (failure.code === 'consent') {
        phase.value = 'idle'
        return deps.onConsent()
      }
      return fail({ failure, again: !FINAL.includes(failure.code) })
    }
    found.value = reading.suggestions
    phase.value = 'done'
    letGo()
  }

  function forget(): void {
    control.abort()
    letGo()
    ready = picture.value = null
    begin('idle')
  }

  onScopeDispose(() => {
    control.abort()
    letGo()
  })

  return {
    phase,
    progress,
    found,
    trouble,
    picture,
    waiting: computed(() => ['preparing', 'sending', 'reading'].includes(phase.value)),
    async read(file) {
      letGo()
      isFront = false
      ready = picture.value = null
      const signal = begin('preparing')
      await guarded(signal, async () => {
        const photo = await preparePhoto(file, deps.tools)
        if (signal.aborted) return
        ready = photo
        picture.value = photo.blob
        await send(signal)
      })
    },
    async readFront(id, blob) {
      letGo()
      isFront = true
      ready = null
      photoId = id
      picture.value = blob
      const signal = begin('reading')
      await guarded(signal, () => send(signal))
    },
    async retry() {
      const signal = begin('reading')
      await guarded(signal, () => send(signal))
    },
    forget,
  }
}
