/** An address under which the draft's photo can be shown. */
import { computed, onScopeDispose, shallowRef, watch, type ComputedRef } from 'vue'
import type { Draft } from '../model'

/** Of the photo in memory, given back when the photo changes; without one, the server's. */
export function usePhotoUrl(draft: Draft): ComputedRef<string> {
  const local = shallowRef('')
  const release = () => {
    if (local.value) URL.revokeObjectURL(local.value)
    local.value = ''
  }
  watch(
    () => draft.photo?.blob,
    (blob) => {
      release()
      if (blob) local.value = URL.createObjectURL(blob)
    },
    { immediate: true },
  )
  onScopeDispose(release)
  return computed(() => local.value || (draft.uploaded ? `/api/v1/media/${draft.uploaded.id}/image` : ''))
}
