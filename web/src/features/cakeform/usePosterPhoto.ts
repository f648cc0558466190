/** A photo of one's own on its way to become the poster of a cake. */
import { computed, onScopeDispose, ref, shallowRef } from 'vue'
import { browserTools } from '@/features/make/photo/browserTools'
import { usePhotoIntake } from '@/features/make/photo/usePhotoIntake'
import type { LocalPhoto } from '@/features/make/model'
import { httpServer } from '@/features/make/server/httpServer'
import { NO_UPLOAD, uploadPhoto } from '@/features/make/upload/uploadPhoto'
import type { CakeForm } from './model'

export function usePosterPhoto(form: CakeForm) {
  const state = shallowRef(NO_UPLOAD)
  const waiting = shallowRef<LocalPhoto | null>(null)
  const preview = ref('')
  let control = new AbortController()

  function show(blob: Blob | null): void {
    if (preview.value) URL.revokeObjectURL(preview.value)
    preview.value = blob ? URL.createObjectURL(blob) : ''
  }

  /** Sends the photo; whether it arrived. */
  async function send(): Promise<boolean> {
    const photo = waiting.value
    if (!photo) return true
    control.abort()
    const { signal } = (control = new AbortController())
    try {
      const { id, width, height } = await uploadPhoto(photo, httpServer, (next) => (state.value = next), signal)
      if (signal.aborted) return false
      form.photo = { id, width, height }
      waiting.value = null
      return true
    } catch {
      return false // the state says what happened
    }
  }
  let sending: Promise<boolean> = Promise.resolve(true)
  const start = () => (sending = send())

  const intake = usePhotoIntake(async (photo) => {
    waiting.value = photo
    show(photo.blob)
    void start()
  }, browserTools)

  function remove(): void {
    control.abort()
    state.value = NO_UPLOAD
    waiting.value = null
    intake.fault.value = null
    show(null)
    form.photo = null
  }

  onScopeDispose(() => {
    control.abort()
    show(null)
  })

  return {
    intake,
    state,
    remove,
    retry: () => void start(),
    /** Resolves with whether the photo that was chosen is on the server; one that failed is sent once more. */
    arrived: async () => (state.value.phase === 'failed' ? start() : sending),
    url: computed(() => preview.value || (form.photo ? `/api/v1/media/${form.photo.id}/image` : '')),
  }
}

export type PosterPhoto = ReturnType<typeof usePosterPhoto>
