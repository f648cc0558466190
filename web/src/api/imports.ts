import { infiniteQueryOptions, queryOptions } from '@tanstack/vue-query'
import { api, call } from './client'
import type { components } from './schema'

type Schemas = components['schemas']
export type Import = Schemas['Import']
export type ImportPlan = Schemas['ImportPlan']
export type ImportRow = Schemas['ImportRow']
export type ImportRows = Schemas['ImportRows']
export type RowState = keyof Import['counts']

export const importsKey = ['imports'] as const

const at = (id: string) => ({ params: { path: { id } } })

/** The person's imports, the latest first. */
export const importsQuery = queryOptions({
  queryKey: [...importsKey, 'all'],
  queryFn: async () => (await call(api.GET('/api/v1/imports'))).items,
})

/** States in which the server works on an import by itself. */
export const isWorking = (state: Import['state'] | undefined): boolean => state === 'reading' || state === 'running'

/** One import, asked for again while the server works on it. */
export const importQuery = (id: string) =>
  queryOptions({
    queryKey: [...importsKey, 'one', id],
    queryFn: () => call(api.GET('/api/v1/imports/{id}', at(id))),
    refetchInterval: (query) => (isWorking(query.state.data?.state) ? 700 : false),
  })

/** The rows of an import, of one state or all, page by page. */
export const importRowsQuery = (id: string, state: RowState | '') =>
  infiniteQueryOptions({
    queryKey: [...importsKey, 'rows', id, state],
    queryFn: ({ pageParam }) =>
      call(
        api.GET('/api/v1/imports/{id}/rows', {
          params: { path: { id }, query: { ...(state && { state }), ...(pageParam && { after: pageParam }) } },
        }),
      ),
    initialPageParam: 0,
    getNextPageParam: (last: ImportRows) => last.next || undefined,
  })

export const createImport = (name: string, size: number) => call(api.POST('/api/v1/imports', { body: { name, size } }))
export const readImport = (id: string) => call(api.POST('/api/v1/imports/{id}/uploaded', at(id)))
export const startImport = (id: string) => call(api.POST('/api/v1/imports/{id}/start', at(id)))
export const dropImport = (id: string) => call(api.DELETE('/api/v1/imports/{id}', at(id)))
export const planImport = (id: string, version: number, plan: ImportPlan) =>
  call(api.PUT('/api/v1/imports/{id}/mapping', { ...at(id), body: { ...plan, version } }))
export const mendRow = (
  id: string,
  n: number,
  body: { fields?: Record<string, string>; choice?: ImportRow['choice'] },
): Promise<ImportRow> =>
  call(
    api.PATCH('/api/v1/imports/{id}/rows/{n}', {
      params: { path: { id, n } },
      body: body as Schemas['RowMending'],
    }),
  )
