import { queryOptions } from '@tanstack/vue-query'
import { api, call } from './client'
import type { components } from './schema'

export type Export = components['schemas']['Export']
export type ExportLack = components['schemas']['ExportLack']

export const exportsKey = ['exports'] as const

/** While an export is made, how far it is changes all the time (ms). */
const AGAIN = 1200

/** The latest export of the person, `null` when there is none. */
export const exportQuery = queryOptions({
  queryKey: exportsKey,
  queryFn: async (): Promise<Export | null> => (await call(api.GET('/api/v1/exports'))).items[0] ?? null,
  refetchInterval: ({ state }) => (state.data?.state === 'working' ? AGAIN : false),
  staleTime: 0,
})

export const startExport = (): Promise<Export> => call(api.POST('/api/v1/exports'))

export const getExport = (id: string): Promise<Export> =>
  call(api.GET('/api/v1/exports/{id}', { params: { path: { id } } }))

export const removeExport = (id: string) => call(api.DELETE('/api/v1/exports/{id}', { params: { path: { id } } }))
