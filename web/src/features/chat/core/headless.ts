/**
 * The chat without a page: the same client as in the browser, for programs in Node that act as people's devices.
 * Needs a class of sockets and a `fetch` that signs its requests in.
 */
import createClient from 'openapi-fetch'
import { problemOf } from '@/api/problem'
import { roomServer, type Call } from '@/api/roomServer'
import type { paths } from '@/api/schema'
import { ChatClient, type ChatEvents, type ChatPorts } from './chatClient'
import { memoryStorage } from './outboxStorage'
import { pageLock, systemClock } from './ports'
import { lost } from './problems'

export { ChatClient, type ChatEvents, type ChatPorts } from './chatClient'
export { Connection } from './connection'
export { Outbox } from './outbox'
export { memoryStorage, type KeptMessage, type OutboxStorage } from './outboxStorage'
export { pageLock, systemClock, type Clock, type Lock } from './ports'
export { RoomFeed } from './roomFeed'
export { RoomLog } from './roomLog'
export type * from './model'
export type * from '@/api/roomTypes'

export interface HeadlessPorts {
  me: string
  /** Address of the server, such as http://127.0.0.1:8080. */
  server: string
  /** Address of the socket; by default `/realtime` there. */
  socket?: string
  /** Signs in by itself; a 401 means that the session is over. */
  fetch: typeof globalThis.fetch
  WebSocket: unknown
  /** So long (ms) an answer is waited for. */
  patience?: number
}

const noCall = (name: string) => () => Promise.reject(new Error(`${name} needs a page`))
const ignore = () => {}

/** Asks the server without a page: no words for problems but the server's own. */
const callPlainly: Call = async (answer) => {
  const { data, error, response } = await answer.catch(() => {
    throw lost()
  })
  if (!response.ok) throw problemOf(response, error, (code) => code)
  return data as never
}

export function headlessPorts({ me, server, socket, fetch, WebSocket, patience = 10_000 }: HeadlessPorts): ChatPorts {
  const client = createClient<paths>({
    baseUrl: server,
    fetch: (request) => fetch(request, { signal: AbortSignal.any([request.signal, AbortSignal.timeout(patience)]) }),
  })
  return {
    me,
    server: roomServer(client, callPlainly),
    socket: {
      url: socket ?? `${server.replace(/^http/, 'ws')}/realtime`,
      load: () => import('centrifuge'),
      websocket: WebSocket,
      language: () => 'ko',
    },
    clock: systemClock,
    lock: pageLock(),
    storage: memoryStorage(),
    upload: noCall('upload'),
    describe: ({ code }) => code,
    tellTabs: ignore,
    urlOf: () => '',
    dropUrl: ignore,
  }
}

/** A device of a person. Parts of `ports` and `events` may be given to watch it or to get in its way. */
export function headlessChat(
  ports: HeadlessPorts,
  events: Partial<ChatEvents> = {},
  parts: Partial<ChatPorts> = {},
): ChatClient {
  return new ChatClient(
    { ...headlessPorts(ports), ...parts },
    {
      connection: ignore,
      note: ignore,
      news: ignore,
      read: ignore,
      otherRead: ignore,
      persons: ignore,
      changed: ignore,
      refused: ignore,
      ...events,
    },
  )
}
