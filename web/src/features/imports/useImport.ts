/** One import: what it is, and what may be done with it. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, watch } from 'vue'
import { dropImport, importQuery, importsKey, isWorking, planImport, startImport, type ImportPlan } from '@/api/imports'

export function useImport(id: string) {
  const client = useQueryClient()
  const query = useQuery(importQuery(id))
  const one = query.data
  const rowsKey = [...importsKey, 'rows', id]
  const state = computed(() => one.value?.state)

  // what the server worked out is there to be read; new pieces are in every list of the person's own
  watch(state, (now, before) => {
    if (!isWorking(before) || isWorking(now)) return
    void client.invalidateQueries({ queryKey: rowsKey })
    if (before === 'running') void client.invalidateQueries({ queryKey: ['pieces'] })
  })

  const take = (next: NonNullable<typeof one.value>) => client.setQueryData(importQuery(id).queryKey, next)
  const planning = useMutation({
    mutationFn: (plan: ImportPlan) => planImport(id, one.value?.version ?? 0, plan),
    onSuccess: async (next) => {
      take(next)
      await client.invalidateQueries({ queryKey: rowsKey })
    },
    onError: () => query.refetch(),
    meta: { shown: true },
  })
  const starting = useMutation({ mutationFn: () => startImport(id), onSuccess: take })
  const dropping = useMutation({
    mutationFn: () => dropImport(id),
    onSuccess: async () => {
      client.removeQueries({ queryKey: rowsKey })
      await client.invalidateQueries({ queryKey: [...importsKey, 'all'] })
    },
  })
  return { query, one, planning, starting, dropping }
}
