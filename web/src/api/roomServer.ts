/**
 * What the client of the chat asks the server for. Knows neither the page nor the session, which are in the `client`
 * that it is made with, so that it also works in Node.
 */
import type {
  BlockedPerson,
  Entry,
  LogPage,
  MessagePage,
  NewMessage,
  Person,
  Picture,
  PushChoice,
  ReadState,
  Room,
  RoomKind,
  RoomList,
  RoomOfCake,
  RoomPeople,
  UnreadCounts,
} from './roomTypes'

type Answer<T> = Promise<{ data?: T; error?: unknown; response: Response }>
type Query = Record<string, string | number | undefined>
interface Options {
  params?: { path?: Record<string, string | number>; query?: Query }
  body?: object
  signal?: AbortSignal
  keepalive?: boolean
}
type Method = <T>(path: string, options?: Options) => Answer<T>
export type RoomClient = Record<'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', Method>
/** Gives the data of an answer, or throws a Problem. */
export type Call = <T>(answer: Answer<T>) => Promise<T>

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

export function roomServer(client: RoomClient, call: Call) {
  const room = (id: string, query?: object) => ({ params: { path: { id }, query: query as Query } })
  const message = (id: string, seq: number) => ({ params: { path: { id, seq } } })
  const reaction = (id: string, seq: number, emoji: string) => ({ params: { path: { id, seq, emoji } } })
  const person = (personId: string) => ({ params: { path: { personId } } })

  return {
    token: () => call(client.POST<{ token: string; endsAt: string }>('/api/v1/sessions/realtime')),

    list: (kind: RoomKind, cursor: { cursor?: string }, limit: number, signal?: AbortSignal) =>
      call(client.GET<RoomList>('/api/v1/rooms', { params: { query: { kind, limit, ...cursor } }, signal })),
    unread: (signal?: AbortSignal) => call(client.GET<UnreadCounts>('/api/v1/rooms/unread', { signal })),
    room: (id: string, signal?: AbortSignal) => call(client.GET<Room>('/api/v1/rooms/{id}', { ...room(id), signal })),
    ofCake: (cakeId: string) =>
      call(client.GET<RoomOfCake>('/api/v1/rooms/open/{cakeId}', { params: { path: { cakeId } } })),
    people: (id: string, query: { after?: string; limit?: number }, signal?: AbortSignal) =>
      call(client.GET<RoomPeople>('/api/v1/rooms/{id}/people', { ...room(id, query), signal })),

    joinOfCake: (cakeId: string) =>
      call(client.PUT<Room>('/api/v1/rooms/open/{cakeId}', { params: { path: { cakeId } } })),
    startDirect: (id: string) => call(client.PUT<Room>('/api/v1/rooms/direct/{personId}', person(id))),
    join: (id: string) => call(client.PUT<Room>('/api/v1/rooms/{id}/membership', room(id))),
    leave: (id: string) => call(client.DELETE<void>('/api/v1/rooms/{id}/membership', room(id))),
    adjust: (id: string, choices: RoomChoices) =>
      call(client.PATCH<Room>('/api/v1/rooms/{id}/membership', { ...room(id), body: choices })),

    messages: (id: string, stretch: Stretch, signal?: AbortSignal) =>
      call(client.GET<MessagePage>('/api/v1/rooms/{id}/messages', { ...room(id, stretch), signal })),
    log: (id: string, after: number, limit: number, signal?: AbortSignal) =>
      call(client.GET<LogPage>('/api/v1/rooms/{id}/log', { ...room(id, { after, limit }), signal })),
    send: (id: string, sent: NewMessage, signal?: AbortSignal) =>
      call(client.POST<Entry>('/api/v1/rooms/{id}/messages', { ...room(id), body: sent, signal })),
    remove: (id: string, seq: number) =>
      call(client.DELETE<void>('/api/v1/rooms/{id}/messages/{seq}', message(id, seq))),
    react: (id: string, seq: number, emoji: string, on: boolean) =>
      call(
        client[on ? 'PUT' : 'DELETE']<void>(
          '/api/v1/rooms/{id}/messages/{seq}/reactions/{emoji}',
          reaction(id, seq, emoji),
        ),
      ),
    read: (id: string, seq: number, leaving = false) =>
      call(
        client.PUT<ReadState>('/api/v1/rooms/{id}/read', {
          ...room(id),
          body: { seq },
          ...(leaving && { keepalive: true }),
        }),
      ),
    addPicture: (id: string, photoId: string, signal?: AbortSignal) =>
      call(client.POST<Picture>('/api/v1/rooms/{id}/pictures', { ...room(id), body: { photoId }, signal })),

    persons: async (ids: readonly string[]) =>
      (await call(client.GET<{ items: Person[] }>('/api/v1/people', { params: { query: { ids: ids.join(',') } } })))
        .items,
    blocks: (signal?: AbortSignal) => call(client.GET<{ items: BlockedPerson[] }>('/api/v1/blocks', { signal })),
    block: (id: string) => call(client.PUT<void>('/api/v1/blocks/{personId}', person(id))),
    unblock: (id: string) => call(client.DELETE<void>('/api/v1/blocks/{personId}', person(id))),
  }
}

export type RoomServer = ReturnType<typeof roomServer>
