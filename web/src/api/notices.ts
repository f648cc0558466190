import { api, call } from './client'
import type { components } from './schema'
import { pagesQuery } from './usePages'

type Schemas = components['schemas']
export type Notice = Schemas['Notice']
export type NewNotice = Schemas['NewNotice']
export type NoticeList = Schemas['NoticeList']

export const noticesKey = ['notices'] as const

/** Notices whose time it is, the most important first. */
export const noticesQuery = {
  queryKey: [...noticesKey, 'current'],
  queryFn: () => call(api.GET('/api/v1/notices')),
  staleTime: 10 * 60_000,
}

/** All of them, for admins. */
export const allNoticesQuery = () =>
  pagesQuery<NoticeList>([...noticesKey, 'all'], (cursor, signal) =>
    call(api.GET('/api/v1/notices/all', { params: { query: cursor }, signal })),
  )

export const saveNotice = (id: string | undefined, body: NewNotice): Promise<Notice> =>
  id
    ? call(api.PUT('/api/v1/notices/{id}', { params: { path: { id } }, body }))
    : call(api.POST('/api/v1/notices', { body }))

export const removeNotice = (id: string) => call(api.DELETE('/api/v1/notices/{id}', { params: { path: { id } } }))
