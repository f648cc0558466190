/** Keeps the draft's photo on its way to the server: begins by itself, begins again when the network is back. */
import { computed, effectScope, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import { turnedAlike } from '../../crop/cropMath'
import type { Draft, LocalPhoto } from '../model'
import type { MakeServer } from '../server/makeServer'
import { NO_UPLOAD, uploadPhoto, type UploadState } from './uploadPhoto'

export interface Upload {
  state: ShallowRef<UploadState>
  /** The photo is not on the server, and nothing is being done about it. */
  stuck: ComputedRef<boolean>
  retry(): void
  /** The server does not know the photo any more: send it again. */
  again(): void
  stop(): void
}

export interface UploadDeps {
  server: MakeServer
  offline: Readonly<Ref<boolean>>
  /** Makes a photo anew from the pixels as this browser shows them, and takes it for the draft. */
  straighten(photo: LocalPhoto): Promise<void>
}

export function useUpload(draft: Draft, { server, offline, straighten }: UploadDeps): Upload {
  const state = shallowRef(NO_UPLOAD)
  const scope = effectScope(true)
  let control = new AbortController()

  async function start(): Promise<void> {
    control.abort()
    control = new AbortController()
    const { signal } = control
    const photo = draft.photo
    if (!photo || draft.uploaded) {
      state.value = NO_UPLOAD
      return
    }
    try {
      const { id, width, height } = await uploadPhoto(photo, server, (next) => (state.value = next), signal)
      if (signal.aborted) return
      if (turnedAlike(photo, { width, height })) draft.uploaded = { id, width, height }
      else await straighten(photo) // the server reads the turn in the file otherwise than this browser
    } catch {
      // the state says what happened
    }
  }

  const stuck = computed(() => state.value.phase === 'failed')
  const retry = () => {
    if (stuck.value) void start()
  }

  scope.run(() => {
    watch(
      () => draft.photo?.blob,
      () => void start(),
      { immediate: true },
    )
    watch(offline, (isOffline) => {
      if (!isOffline && state.value.problem?.isTemporary) retry()
    })
  })

  return {
    state,
    stuck,
    retry,
    again() {
      // a photo that is on the server only can't be sent again
      if (['sending', 'checking'].includes(state.value.phase) || !draft.photo) return
      Object.assign(draft, { uploaded: null, artworkId: '', paintedFor: '' })
      void start()
    },
    stop() {
      control.abort()
      scope.stop()
    },
  }
}
