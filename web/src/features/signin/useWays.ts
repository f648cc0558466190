import { computed } from 'vue'
import { canPasskey, useProviders } from './providers'

/** How many ways in there are beside the form, and the room that they take: it is kept until they are there. */
export function useWays({ passkeys }: { passkeys: boolean }) {
  const { data } = useProviders()
  const count = computed(
    () => (data.value?.items.length ?? 0) + (passkeys && data.value?.passkeys && canPasskey() ? 1 : 0),
  )
  return { count, height: computed(() => `${36 + 62 * count.value - 10}px`) }
}
