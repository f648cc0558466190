import { nextTick } from 'vue'
import { useRouter } from 'vue-router'
import { heroId } from './viewTransition'

/** Opens a piece's page so that the ticket which was pressed flies there. */
export function usePieceOpener() {
  const router = useRouter()
  return async (id: string): Promise<void> => {
    heroId.value = id
    await nextTick()
    await router.push({ name: 'piece', params: { id } })
  }
}
