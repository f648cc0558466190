import { infiniteQueryOptions, queryOptions } from '@tanstack/vue-query'
import { api, call } from './client'
import type { Link, LinkList } from './types'

const MOST = 60

export const linksKey = ['links'] as const

/** The living links of one piece, the latest first. There are few of them, but they may lie among many that ended. */
export const pieceLinksQuery = (pieceId: string) =>
  queryOptions({
    queryKey: [...linksKey, 'of', pieceId],
    queryFn: async () => {
      const living: Link[] = []
      let cursor: string | undefined
      do {
        const query = { pieceId, limit: MOST, ...(cursor && { cursor }) }
        const page = await call(api.GET('/api/v1/links', { params: { query } }))
        living.push(...page.items.filter((link) => !link.ended))
        cursor = page.next
      } while (cursor)
      return living
    },
  })

/** All links of the person, page by page. */
export const allLinksQuery = infiniteQueryOptions({
  queryKey: [...linksKey, 'all'],
  queryFn: ({ pageParam }) =>
    call(api.GET('/api/v1/links', { params: { query: pageParam ? { cursor: pageParam } : {} } })),
  initialPageParam: '',
  getNextPageParam: (last: LinkList) => last.next || undefined,
})

/** A link to a piece, up to a last day by the clock of this device, or without end. */
export const makeLink = (pieceId: string, endsOn?: string): Promise<Link> =>
  call(
    api.POST('/api/v1/pieces/{id}/links', {
      params: { path: { id: pieceId } },
      body: endsOn ? { endsOn, timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone } : {},
    }),
  )

export const endLink = (id: string) => call(api.DELETE('/api/v1/links/{id}', { params: { path: { id } } }))
