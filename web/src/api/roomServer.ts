/**
 * What the client of the chat asks the server for. Knows neither the page nor the session, which are in the `client`
 * that it is made with, so that it also works in Node.
 */
import type { Client } from 'openapi-fetch'
import type { NewMessage, Person, PushChoice, Room, RoomKind, RoomOfCake } from './roomTypes'
import type { paths } from './schema'

/** Gives the data of an answer, or throws a Problem. */
export type Call = <T>(answer: Promise<{ data?: T; error?: unknown; response: Response }>) => Promise<T>

/** Which messages: behind a place, before it, around it, or the newest. */
export interface Stretch {
  before?: number
  after?: number
  around?: number
  limit?: number
}

export interface RoomChoices {
  muted?: boolean
  push?: PushChoice
}

export function roomServer(client: Client<paths>, call: Call) {
  const { GET, POST, PUT, PATCH, DELETE } = client
  const path = <P>(values: P) => ({ params: { path: values } })

  return {
    token: () => call(POST('/api/v1/sessions/realtime')),

    list: (kind: RoomKind, cursor: { cursor?: string }, limit: number, signal?: AbortSignal) =>
      call(GET('/api/v1/rooms', { params: { query: { kind, limit, ...cursor } }, signal })),
    unread: (signal?: AbortSignal) => call(GET('/api/v1/rooms/unread', { signal })),
    room: (id: string, signal?: AbortSignal): Promise<Room> =>
      call(GET('/api/v1/rooms/{id}', { ...path({ id }), signal })),
    ofCake: (id: string): Promise<RoomOfCake> => call(GET('/api/v1/rooms/open/of/{id}', path({ id }))),
    people: (id: string, query: { cursor?: string; limit?: number }, signal?: AbortSignal) =>
      call(GET('/api/v1/rooms/{id}/people', { params: { path: { id }, query }, signal })),

    joinOfCake: (id: string) => call(PUT('/api/v1/rooms/open/of/{id}', path({ id }))),
    startDirect: (id: string) => call(PUT('/api/v1/rooms/direct/with/{id}', path({ id }))),
    join: (id: string) => call(PUT('/api/v1/rooms/{id}/membership', path({ id }))),
    leave: (id: string) => call(DELETE('/api/v1/rooms/{id}/membership', path({ id }))),
    adjust: (id: string, choices: RoomChoices) =>
      call(PATCH('/api/v1/rooms/{id}/membership', { ...path({ id }), body: choices })),

    messages: (id: string, stretch: Stretch, signal?: AbortSignal) =>
      call(GET('/api/v1/rooms/{id}/messages', { params: { path: { id }, query: stretch }, signal })),
    log: (id: string, after: number, limit: number, signal?: AbortSignal) =>
      call(GET('/api/v1/rooms/{id}/log', { params: { path: { id }, query: { after, limit } }, signal })),
    send: (id: string, sent: NewMessage, signal?: AbortSignal) =>
      call(POST('/api/v1/rooms/{id}/messages', { ...path({ id }), body: sent, signal })),
    remove: (id: string, seq: number) => call(DELETE('/api/v1/rooms/{id}/messages/{seq}', path({ id, seq }))),
    react: (id: string, seq: number, emoji: string, on: boolean) =>
      call((on ? PUT : DELETE)('/api/v1/rooms/{id}/messages/{seq}/reactions/{emoji}', path({ id, seq, emoji }))),
    read: (id: string, seq: number, leaving = false) =>
      call(PUT('/api/v1/rooms/{id}/read', { ...path({ id }), body: { seq }, ...(leaving && { keepalive: true }) })),
    addPicture: (id: string, photoId: string, signal?: AbortSignal) =>
      call(POST('/api/v1/rooms/{id}/pictures', { ...path({ id }), body: { photoId }, signal })),

    persons: async (ids: readonly string[]): Promise<Person[]> => {
      const asked = {
        params: { query: { ids: [...ids] } },
        querySerializer: { array: { style: 'form', explode: false } } as const,
      }
      return (await call(GET('/api/v1/people', asked))).items
    },
    blocks: (signal?: AbortSignal) => call(GET('/api/v1/blocks', { signal })),
    block: (id: string) => call(PUT('/api/v1/blocks/{id}', path({ id }))),
    unblock: (id: string) => call(DELETE('/api/v1/blocks/{id}', path({ id }))),
  }
}

export type RoomServer = ReturnType<typeof roomServer>
