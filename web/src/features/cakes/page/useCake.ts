import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, watch, type Ref } from 'vue'
import { useRoute, useRouter, type RouteLocationRaw } from 'vue-router'
import { cakeQuery, cakesKey } from '@/api/cakes'
import { toProblem } from '@/api/client'
import { findInLists } from '@/api/findInLists'
import type { Cake, CakeSummary } from '@/api/types'

/** One cake: what is known of it. The address of one that became part of another turns into the other's. */
export function useCake(id: Readonly<Ref<string>>) {
  const client = useQueryClient()
  const route = useRoute()
  const router = useRouter()
  const { data: cake, error, refetch } = useQuery(computed(() => cakeQuery(id.value)))

  const seed = computed(() =>
    findInLists<CakeSummary>(
      client.getQueriesData({ queryKey: cakesKey }).map(([, answer]) => answer),
      id.value,
    ),
  )
  const shown = computed<(CakeSummary & Partial<Cake>) | undefined>(() => cake.value ?? seed.value)

  watch(
    cake,
    (found) => {
      if (!found || found.id === id.value || route.params.id !== id.value) return
      client.setQueryData(cakeQuery(found.id).queryKey, found)
      void router.replace({ ...route, params: { id: found.id } } as RouteLocationRaw)
    },
    { immediate: true },
  )

  const problem = computed(() => (error.value && !cake.value ? toProblem(error.value) : null))
  /** An address that can't be any cake's is none's. */
  const unknown = computed(() => problem.value?.status === 404 || problem.value?.status === 422)

  return { cake, shown, problem, unknown, refetch }
}
