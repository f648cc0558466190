import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/vue-query'
import { api, call } from '@/api/client'
import { text } from '@/i18n'
import { toast } from '@/lib/toast'

export const devicesKey = ['sessions'] as const

const devicesQuery = queryOptions({
  queryKey: devicesKey,
  queryFn: async () => (await call(api.GET('/api/v1/sessions'))).items ?? [],
})

/** Where the person is logged in, and the way to end one of them. */
export function useDevices() {
  const client = useQueryClient()
  const list = useQuery(devicesQuery)
  const end = useMutation({
    mutationFn: (id: string) => call(api.DELETE('/api/v1/sessions/{id}', { params: { path: { id } } })),
    onSuccess: () => toast(text('account.me.ended')),
    onSettled: () => client.invalidateQueries({ queryKey: devicesKey }),
  })
  return { list, end }
}
