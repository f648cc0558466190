import { watch, type Ref } from 'vue'
import { useRoute, useRouter, type LocationQueryRaw, type RouteLocationRaw } from 'vue-router'
import { isSignedIn } from '@/api/session'
import { text } from '@/i18n'
import { toast } from '@/lib/toast'
import { ofPieces, useHeart, type Hearted, type Sort } from './useHeart'

/**
 * The heart that a guest wished for on the page of a thing: set when they come back as a person, once,
 * and gone from the address.
 */
export function useGuestHeart(thing: Ref<Hearted | undefined>, sort: Sort = ofPieces): void {
  const route = useRoute()
  const router = useRouter()
  const nothing = { id: '', hearts: 0, hearted: true }
  const { set } = useHeart(() => thing.value ?? nothing, sort)

  watch(
    [thing, () => route.path],
    async ([found]) => {
      if (route.query.heart !== '1' || !found || route.path !== sort.page(found.id)) return
      const query: LocationQueryRaw = { ...route.query }
      delete query.heart
      await router.replace({ ...route, query } as RouteLocationRaw)
      if (!isSignedIn()) return
      await set(true)
      // its button may be below the screen
      if (thing.value?.hearted) toast(text('heart.set'))
    },
    { immediate: true },
  )
}
