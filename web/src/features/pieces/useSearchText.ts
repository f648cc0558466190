import { onScopeDispose, ref, watch, type Ref } from 'vue'
import { searchable } from './address'

const DELAY = 150

/**
 * The text in the search field. It is searched for a moment after the last letter, also while a syllable is
 * being composed; when the search changes from elsewhere (back, forward, a link), the field follows.
 */
export function useSearchText(q: Readonly<Ref<string>>, search: (q: string) => void, delay = DELAY) {
  const typed = ref(q.value)
  let asked = q.value
  let timer: ReturnType<typeof setTimeout> | undefined

  /** What was typed last is not searched for any more. */
  const drop = () => clearTimeout(timer)

  function searchNow(): void {
    drop()
    const wanted = searchable(typed.value)
    if (wanted === asked) return
    asked = wanted
    search(wanted)
  }

  function type(text: string): void {
    typed.value = text
    drop()
    timer = setTimeout(searchNow, delay)
  }

  function clear(): void {
    typed.value = ''
    searchNow()
  }

  watch(q, (now) => {
    if (now === asked) return
    drop()
    asked = now
    typed.value = now
  })
  onScopeDispose(drop)

  return { typed, type, searchNow, clear, drop }
}
