import { nextTick } from 'vue'
import { useRouter } from 'vue-router'
import { heroId } from '@/lib/viewTransition'

/** Opens a cake's page so that the poster which was pressed flies there. */
export function useCakeOpener() {
  const router = useRouter()
  return async (id: string): Promise<void> => {
    heroId.value = id
    await nextTick()
    await router.push({ name: 'cake', params: { id } })
  }
}
