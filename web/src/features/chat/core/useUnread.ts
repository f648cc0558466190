import { useQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import { unreadQuery } from '@/api/rooms'
import { useSignedIn } from '@/api/session'

const MINUTE = 60_000

/** Devices that were opened together don't ask together. */
const about = (ms: number) => ms * (0.8 + Math.random() * 0.4)

/**
 * What is unread, muted rooms left out: as the server counts when the page comes into view and about every minute,
 * and in between as what comes live lets one guess.
 */
export function useUnread() {
  const { data } = useQuery({
    ...unreadQuery,
    enabled: useSignedIn(),
    refetchInterval: () => about(MINUTE),
    refetchOnWindowFocus: 'always',
  })
  const byRoom = computed(() => new Map((data.value?.rooms ?? []).map(({ id, unread }) => [id, unread])))
  const open = computed(() => data.value?.open ?? 0)
  const direct = computed(() => data.value?.direct ?? 0)
  return {
    open,
    direct,
    total: computed(() => open.value + direct.value),
    /** Of one room; 0 for a muted one. */
    of: (room: string): number => byRoom.value.get(room) ?? 0,
  }
}
