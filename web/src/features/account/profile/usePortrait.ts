/** A photo on its way to become my picture: it is sent while it is being cropped. */
import { computed, onScopeDispose, ref, shallowRef } from 'vue'
import type { Problem } from '@/api/problem'
import { toProblem } from '@/api/client'
import { wholeCrop, type Crop, type Framed } from '@/features/crop/cropMath'
import type { LocalPhoto, UploadedPhoto } from '@/features/make/model'
import { usePhotoIntake } from '@/features/make/photo/usePhotoIntake'
import type { PhotoTools } from '@/features/make/photo/preparePhoto'
import type { MakeServer } from '@/features/make/server/makeServer'
import { uploadPhoto } from '@/features/make/upload/uploadPhoto'

export interface PortraitTools {
  photos: PhotoTools
  server: Pick<MakeServer, 'askUpload' | 'put' | 'completeUpload'>
  /** Makes the photo my picture. */
  save(photoId: string, crop: Crop): Promise<void>
  show(blob: Blob): string
  hide(url: string): void
}

export function usePortrait(tools: PortraitTools) {
  const photo = shallowRef<LocalPhoto | null>(null)
  const crop = ref<Crop | null>(null)
  const url = ref('')
  const saving = ref(false)
  const problem = shallowRef<Problem | null>(null)
  let control = new AbortController()
  let arrived: Promise<UploadedPhoto> | null = null
  const framed = computed<Framed | null>(
    () => photo.value && { width: photo.value.width, height: photo.value.height, frame: 1 },
  )

  function send(): Promise<UploadedPhoto> {
    const going = uploadPhoto(photo.value!, tools.server, () => undefined, control.signal)
    going.catch(() => (arrived = null)) // it is sent again with the next try
    return (arrived = going)
  }

  function drop(): void {
    control.abort()
    control = new AbortController()
    if (url.value) tools.hide(url.value)
    url.value = ''
    photo.value = crop.value = problem.value = arrived = null
  }

  const intake = usePhotoIntake(async (taken) => {
    drop()
    photo.value = taken
    crop.value = wholeCrop(framed.value!)
    url.value = tools.show(taken.blob)
    void send().catch(() => undefined)
  }, tools.photos)

  /** Whether the photo is my picture now; else `problem` says why not, and nothing is lost. */
  async function save(): Promise<boolean> {
    if (saving.value || !photo.value || !crop.value) return false
    saving.value = true
    problem.value = null
    try {
      const { id } = await (arrived ?? send())
      await tools.save(id, crop.value)
      drop()
      return true
    } catch (error) {
      const cause = toProblem(error)
      if (cause.fields.photoId) arrived = null // the server lost it: the next try sends it anew
      problem.value = cause
      return false
    } finally {
      saving.value = false
    }
  }

  onScopeDispose(drop)
  return { intake, photo: framed, crop, url, saving, problem, save, drop }
}
