import { useQueryClient } from '@tanstack/vue-query'
import { computed, ref } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { api, call, toProblem } from '@/api/client'
import { meQuery } from '@/api/me'
import { returnPath } from '@/app/router'
import { toast } from '@/lib/toast'

export const cards = ['card1', 'card2', 'card3'] as const

/** The cards after joining: which one is shown, and whether they come again. */
export function useOnboarding() {
  const router = useRouter()
  const route = useRoute()
  const client = useQueryClient()
  const index = ref(0)
  const never = ref(false)
  const isLast = computed(() => index.value === cards.length - 1)

  function move(step: number): void {
    index.value = Math.max(0, Math.min(cards.length - 1, index.value + step))
  }

  /** The way on must not hang on this choice: when it can't be kept, the cards just come again. */
  async function finish(): Promise<void> {
    if (never.value) {
      try {
        client.setQueryData(meQuery.queryKey, await call(api.PATCH('/api/v1/me', { body: { onboarded: true } })))
      } catch (error) {
        toast(toProblem(error).message, { tone: 'error' })
      }
    }
    await router.replace(returnPath(route.query.next))
  }

  return { index, never, isLast, move, finish }
}
