import { getCurrentScope, onScopeDispose, readonly, ref, type Ref } from 'vue'

/** Whether a media query holds, now and as it changes. */
export function useMediaQuery(query: string): Readonly<Ref<boolean>> {
  const media = matchMedia(query)
  const holds = ref(media.matches)
  const look = () => (holds.value = media.matches)
  media.addEventListener('change', look)
  if (getCurrentScope()) onScopeDispose(() => media.removeEventListener('change', look))
  return readonly(holds)
}
