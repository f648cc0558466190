/**
 * Which photo of which message is shown in full: a part of the page's address, so that the way back closes it and a
 * reload keeps it.
 */
import { computed, type ComputedRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import type { RecordPhotoView } from '@/api/types'
import type { LargeView } from '@/features/record/viewer/useLargeView'
import type { RoomMessage } from '../core'

export interface PhotoView {
  message: ComputedRef<RoomMessage | undefined>
  photos: ComputedRef<RecordPhotoView[]>
  view: LargeView
  show(message: RoomMessage, index: number): void
}

export function usePhotoView(messages: () => readonly RoomMessage[]): PhotoView {
  const route = useRoute()
  const router = useRouter()
  const message = computed(() => {
    const of = String(route.query.of ?? '')
    return of ? messages().find(({ key }) => key === of) : undefined
  })
  const photos = computed(() =>
    (message.value?.pictures ?? []).map(({ id, small, large, width, height, color }) => ({
      ...{ photoId: id, caption: '', small, large, width, height, color },
    })),
  )
  const index = computed(() => {
    const place = Number(route.query.photo)
    return Number.isInteger(place) && place >= 1 && place <= photos.value.length ? place - 1 : null
  })
  return {
    message,
    photos,
    show: (shown, i) => void router.push({ query: { ...route.query, of: shown.key, photo: String(i + 1) } }),
    view: {
      index,
      open: (i) => void router.push({ query: { ...route.query, photo: String(i + 1) } }),
      go: (i) => void router.replace({ query: { ...route.query, photo: String(i + 1) } }),
      close() {
        const before = router.options.history.state.back
        const isOurs = typeof before === 'string' && router.resolve(before).path === route.path
        if (isOurs) return router.back()
        const query = { ...route.query }
        delete query.photo
        delete query.of
        void router.replace({ query })
      },
    },
  }
}
