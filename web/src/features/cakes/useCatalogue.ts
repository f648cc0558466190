import { computed } from 'vue'
import { onBeforeRouteLeave, useRoute, useRouter } from 'vue-router'
import { useSignedIn } from '@/api/session'
import { useSearchText } from '@/features/pieces/useSearchText'
import { isOwn, readPlace, writePlace, type Place } from './address'
import { useCakeList } from './useCakeList'

/** The catalogue: which list, filters and search are shown, kept in the address so that going back finds them again. */
export function useCatalogue() {
  const route = useRoute()
  const router = useRouter()
  const signedIn = useSignedIn()

  const place = computed(() => readPlace(route.query))
  const queryOf = (change: Partial<Place>) => writePlace({ ...place.value, ...change })
  const go = (change: Partial<Place>) => void router.push({ query: queryOf(change) })
  /** A search is one step to go back, however many letters it has. */
  function search(q: string): void {
    if (place.value.q && q) void router.replace({ query: queryOf({ q }) })
    else go({ q })
  }
  const text = useSearchText(
    computed(() => place.value.q),
    search,
  )
  // a search that is still waiting for its last letter must not lead back here
  onBeforeRouteLeave(text.drop)

  /** Where a guest has nothing, and could. */
  const locked = computed(() => !signedIn.value && isOwn(place.value.list))
  const list = useCakeList(
    place,
    computed(() => !locked.value),
  )

  return { signedIn, place, go, queryOf, text, locked, list, here: computed(() => route.fullPath) }
}
