import { watch, type Ref } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { isSignedIn } from '@/api/session'
import type { Piece } from '@/api/types'
import { useHeart } from '@/features/hearts/useHeart'
import { text } from '@/i18n'
import { toast } from '@/lib/toast'

/** The heart that a guest wished for: set when they come back as a person, once, and gone from the address. */
export function useGuestHeart(piece: Ref<Piece | undefined>): void {
  const route = useRoute()
  const router = useRouter()
  const nothing = { id: '', hearts: 0, hearted: true }
  const { set } = useHeart(() => piece.value ?? nothing)

  watch(
    piece,
    async (found) => {
      if (route.name !== 'piece' || route.query.heart !== '1' || !found || found.id !== route.params.id) return
      const query = { ...route.query }
      delete query.heart
      await router.replace({ ...route, query } as Parameters<typeof router.replace>[0])
      if (!isSignedIn()) return
      await set(true)
      // its button may be below the screen
      if (piece.value?.hearted) toast(text('ticket.hearted'))
    },
    { immediate: true },
  )
}
