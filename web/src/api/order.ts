/** What admins see and do beyond what everybody may. */
import { api, call } from './client'
import type { ReportTarget } from './reports'
import type { components } from './schema'
import { pagesQuery } from './usePages'

type Schemas = components['schemas']
export type KnownPerson = Schemas['KnownPerson']
export type PieceReview = Schemas['PieceReview']
export type MessageReview = Schemas['MessageReview']
export type AuditLine = Schemas['AuditLine']
export type AuditList = Schemas['AuditList']
export type Deed = AuditLine['deed']
export type ActKind = AuditLine['kind']

/** What is reported as it is now. */
export interface Now {
  hidden: boolean
  /** It is gone, or nobody but its owner sees it. */
  gone: boolean
  piece?: PieceReview
  message?: MessageReview
  cake?: Schemas['Cake']
  person?: KnownPerson
}

export async function nowOf({ kind, id = '', room = '', seq = 0 }: ReportTarget): Promise<Now> {
  const path = { id }
  switch (kind) {
    case 'piece': {
      const piece = await call(api.GET('/api/v1/pieces/{id}/review', { params: { path } }))
      return { hidden: Boolean(piece.hidden), gone: piece.visibility === 'private', piece }
    }
    case 'cake': {
      const cake = await call(api.GET('/api/v1/cakes/{id}', { params: { path } }))
      return { hidden: Boolean(cake.hidden), gone: false, cake }
    }
    case 'message': {
      const params = { path: { id: room, seq } }
      const message = await call(api.GET('/api/v1/rooms/{id}/messages/{seq}/review', { params }))
      return { hidden: message.hidden, gone: message.removed, message }
    }
    case 'person': {
      const person = await call(api.GET('/api/v1/people/{id}/suspension', { params: { path } }))
      return { hidden: Boolean(person.suspended), gone: false, person }
    }
  }
}

/** Hides a thing, or suspends a person. */
export async function hide({ kind, id = '', room = '', seq = 0 }: ReportTarget, reason: string, until?: string) {
  const path = { id }
  switch (kind) {
    case 'piece':
      return call(api.PUT('/api/v1/pieces/{id}/hidden', { params: { path }, body: { reason } }))
    case 'cake':
      return call(api.PUT('/api/v1/cakes/{id}/hidden', { params: { path }, body: { reason } }))
    case 'message':
      return call(
        api.PUT('/api/v1/rooms/{id}/messages/{seq}/hidden', { params: { path: { id: room, seq } }, body: { reason } }),
      )
    case 'person':
      return suspend(id, reason, until)
  }
}

export async function unhide({ kind, id = '', room = '', seq = 0 }: ReportTarget) {
  const params = { path: { id } }
  switch (kind) {
    case 'piece':
      return call(api.DELETE('/api/v1/pieces/{id}/hidden', { params }))
    case 'cake':
      return call(api.DELETE('/api/v1/cakes/{id}/hidden', { params }))
    case 'message':
      return call(api.DELETE('/api/v1/rooms/{id}/messages/{seq}/hidden', { params: { path: { id: room, seq } } }))
    case 'person':
      return restorePerson(id)
  }
}

export const suspend = (id: string, reason: string, until?: string): Promise<KnownPerson> =>
  call(
    api.PUT('/api/v1/people/{id}/suspension', { params: { path: { id } }, body: { reason, ...(until && { until }) } }),
  )

export const restorePerson = (id: string): Promise<KnownPerson> =>
  call(api.DELETE('/api/v1/people/{id}/suspension', { params: { path: { id } } }))

export const peopleKey = ['known-people'] as const

/** People whose nickname begins so; without one those who are suspended. */
export const peopleQuery = (nickname: string) => ({
  queryKey: [...peopleKey, nickname],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    call(
      api.GET('/api/v1/people/found', {
        params: { query: nickname ? { nickname } : { suspended: true } },
        signal,
      }),
    ),
})

export const auditKey = ['audit'] as const

export const auditQuery = (filter: { deed?: Deed; kind?: ActKind }) =>
  pagesQuery<AuditList>([...auditKey, filter], (cursor, signal) =>
    call(api.GET('/api/v1/audit', { params: { query: { ...filter, ...cursor } }, signal })),
  )
