import { computed, watch } from 'vue'
import { onBeforeRouteLeave, useRoute, useRouter } from 'vue-router'
import { useSignedIn } from '@/api/session'
import { homeTab, readPlace, scopes, writePlace, type Place, type Tab } from './address'
import { usePieceList } from './usePieceList'
import { usePrintChoice } from './usePrintChoice'
import { useSearchText } from './useSearchText'

/** The collection: which tab, kind and search are shown, kept in the address so that going back finds them again. */
export function useCollection() {
  const route = useRoute()
  const router = useRouter()
  const signedIn = useSignedIn()

  const place = computed(() => readPlace(route.query, signedIn.value))
  const queryOf = (change: Partial<Place>) => writePlace({ ...place.value, ...change }, signedIn.value)
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
  const locked = computed(() => !signedIn.value && place.value.tab !== 'everyone')
  const list = usePieceList(
    () => ({ scope: scopes[place.value.tab], kind: place.value.kind, q: place.value.q }),
    computed(() => !locked.value),
  )

  const choice = usePrintChoice()
  watch(() => place.value.tab, choice.end)

  return {
    signedIn,
    place,
    go,
    queryOf: (tab: Tab) => queryOf({ tab }),
    text,
    locked,
    list,
    choice,
    /** Where the person is, to come back to after joining; a guest's home tab is not a person's. */
    here: computed(() => router.resolve({ query: { tab: place.value.tab, ...queryOf({}) } }).fullPath),
    atHome: computed(() => place.value.tab === homeTab(signedIn.value)),
  }
}
