/** Takes a file from wherever it came (dialog, camera, drop, paste) and makes it the draft's photo. */
import { ref, type Ref } from 'vue'
import type { LocalPhoto } from '../model'
import { PhotoError, preparePhoto, type PhotoFault, type PhotoTools } from './preparePhoto'

export interface PhotoIntake {
  /** The photo is being read, shrunk or converted. */
  busy: Ref<boolean>
  /** Why there is none; `unreachable`: the server's own could not be fetched. */
  fault: Ref<PhotoFault | 'unreachable' | null>
  /** Something is being dragged over the page. */
  dragging: Ref<boolean>
  take(file: Blob): Promise<boolean>
}

export function usePhotoIntake(accept: (photo: LocalPhoto) => Promise<void>, tools: PhotoTools): PhotoIntake {
  const busy = ref(false)
  const fault = ref<PhotoFault | 'unreachable' | null>(null)
  const dragging = ref(false)
  let latest = 0

  return {
    busy,
    fault,
    dragging,
    async take(file) {
      const turn = ++latest
      busy.value = true
      fault.value = null
      try {
        const photo = await preparePhoto(file, tools)
        if (turn !== latest) return false
        await accept(photo)
        return true
      } catch (error) {
        if (turn === latest) fault.value = error instanceof PhotoError ? error.fault : 'damaged'
        return false
      } finally {
        if (turn === latest) busy.value = false
      }
    },
  }
}

export const filesOf = (data: DataTransfer | null): File[] => [...(data?.files ?? [])]

/** The first picture among dropped or pasted things. */
export function fileOf(data: DataTransfer | null): File | null {
  const files = filesOf(data)
  return files.find((file) => file.type.startsWith('image/') || /\.hei[cf]$/i.test(file.name)) ?? files[0] ?? null
}
