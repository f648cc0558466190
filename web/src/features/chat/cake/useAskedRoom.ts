import { onMounted, ref } from 'vue'
import { useRoute, useRouter, type LocationQueryRaw } from 'vue-router'
import type { Room } from '@/api/roomTypes'
import { isSignedIn } from '@/api/session'

/**
 * Going into a cake's room, as a member from then on. A guest who asked for it goes in when they come back as a
 * person: once, and the wish is gone from the address.
 */
export function useAskedRoom(cakeId: () => string, own: () => string | undefined, join: () => Promise<Room>) {
  const route = useRoute()
  const router = useRouter()
  const entering = ref(false)

  async function enter(): Promise<void> {
    if (entering.value) return
    entering.value = true
    try {
      const id = own() ?? (await join()).id
      await router.push({ name: 'room', params: { id } })
    } catch {
      // told by the one who joined
    } finally {
      entering.value = false
    }
  }

  onMounted(async () => {
    if (route.query.room !== '1' || route.params.id !== cakeId()) return
    const query: LocationQueryRaw = { ...route.query }
    delete query.room
    await router.replace({ path: route.path, query })
    if (isSignedIn()) await enter()
  })

  return { enter, entering }
}
