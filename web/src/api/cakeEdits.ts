/** Cakes that people bring in, change and merge. */
import { api, call } from './client'
import type { components } from './schema'
import type { Kind } from './types'

type NewCake = components['schemas']['NewCake']

/** Asks the outside catalogues for a title, and gives what they have: by now it is in ours. */
export const lookUpCakes = (title: string, signal?: AbortSignal) =>
  call(api.POST('/api/v1/cakes/lookups', { body: { title }, signal }))

/** Cakes that may be the work of this title; an empty kind and the year 0 are not known yet. */
export const doublesOf = (
  { title, kind, year }: { title: string; kind: Kind | ''; year: number },
  signal?: AbortSignal,
) =>
  call(
    api.GET('/api/v1/cakes/doubles', {
      params: { query: { title, ...(kind && { kind }), ...(year && { year }) } },
      signal,
    }),
  )

export const createCake = (body: NewCake, key: string) =>
  call(api.POST('/api/v1/cakes', { params: { header: { 'Idempotency-Key': key } }, body }))

/** `version` is that of the cake as it was when the edit began. Code `edited_elsewhere`: it is another one by now. */
export const editCake = (id: string, body: Omit<NewCake, 'notADouble'>, version: number) =>
  call(api.PUT('/api/v1/cakes/{id}', { params: { path: { id } }, body: { ...body, version } }))

/** Makes a cake part of another one: what people have of it goes over. Gives the other one. */
export const mergeCake = (id: string, into: string) =>
  call(api.POST('/api/v1/cakes/{id}/merge', { params: { path: { id } }, body: { into } }))
