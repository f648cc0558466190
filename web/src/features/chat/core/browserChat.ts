/** The chat of the person who is signed in, in this browser: one for all pages of it, begun once and ended with the session. */
import type { QueryClient } from '@tanstack/vue-query'
import { shallowRef, watch } from 'vue'
import { describe } from '@/api/client'
import { meQuery } from '@/api/me'
import { rooms } from '@/api/rooms'
import { isSignedIn, useSignedIn } from '@/api/session'
import { currentLanguage } from '@/i18n'
import { ChatClient, type ChatEvents } from './chatClient'
import { deviceOutbox } from './deviceOutbox'
import { liveQueries } from './liveQueries'
import type { OutboxNews, OutboxPorts } from './outbox'
import { pageLock, systemClock, type Lock } from './ports'
import { tabs } from './tabs'

const chat = shallowRef<ChatClient | null>(null)
/** `null` while nobody is signed in, or it isn't known yet who. */
export const useChat = () => chat

/** What else wants to know what the client tells. */
export type ChatListener = Partial<ChatEvents>
const listeners = new Set<ChatListener>()

export function listen(listener: ChatListener): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

const tell =
  <K extends keyof ChatEvents>(event: K) =>
  (...args: Parameters<ChatEvents[K]>): void => {
    for (const listener of listeners)
      (listener[event] as ((...args: Parameters<ChatEvents[K]>) => void) | undefined)?.(...args)
  }

const events: ChatEvents = {
  connection: tell('connection'),
  note: tell('note'),
  news: tell('news'),
  read: tell('read'),
  otherRead: tell('otherRead'),
  persons: tell('persons'),
  changed: tell('changed'),
  refused: tell('refused'),
}

/** Tabs of a browser take turns; without Web Locks the ids of the sends keep doubles out. */
const lockOf = (person: string): Lock =>
  'locks' in navigator
    ? {
        run: (name, work) => navigator.locks.request(`piece.chat/${person}/${name}`, work) as ReturnType<typeof work>,
      }
    : pageLock()

/** The uploader of the maker of pieces; loaded with the first photo. */
const upload: OutboxPorts['upload'] = async (photo, onProgress) => {
  const [{ uploadPhoto }, { httpServer }] = await Promise.all([
    import('@/features/make/upload/uploadPhoto'),
    import('@/features/make/server/httpServer'),
  ])
  return (await uploadPhoto(photo, httpServer, ({ progress }) => onProgress(progress))).id
}

const urls = new Map<Blob, string>()
/** The picture of the server takes the place of the own one, and has to load first (ms). */
const URL_OUTLIVES = 30_000

function urlOf(photo: Blob): string {
  let url = urls.get(photo)
  if (!url) urls.set(photo, (url = URL.createObjectURL(photo)))
  return url
}

function dropUrl(photo: Blob): void {
  const url = urls.get(photo)
  urls.delete(photo)
  if (url) setTimeout(() => URL.revokeObjectURL(url), URL_OUTLIVES)
}

function begin(person: string): ChatClient {
  const others = tabs<OutboxNews>(`piece.chat/${person}`, (news) => void client.outbox.hear(news))
  const client = new ChatClient(
    {
      me: person,
      server: rooms,
      socket: {
        url: `${location.origin.replace(/^http/, 'ws')}/realtime`,
        load: () => import('centrifuge'),
        language: currentLanguage,
      },
      clock: systemClock,
      lock: lockOf(person),
      storage: deviceOutbox(person),
      upload,
      describe: ({ code }) => describe(code),
      tellTabs: others.tell,
      urlOf,
      dropUrl,
    },
    events,
  )
  client.setVisible(document.visibilityState === 'visible')
  void client.start()
  stopping = others.stop
  return client
}

let stopping = () => {}
let installed = false

function end(): void {
  chat.value?.stop()
  stopping()
  chat.value = null
}

/** Begins the chat of whoever is signed in, now and later; more than once is fine. */
export function startChat(queries: QueryClient): void {
  if (installed) return
  installed = true
  // before anything is told: a room that is opened first may have been read before the rest of the page is loaded
  listen(
    liveQueries(queries, {
      me: () => chat.value?.me ?? '',
      isSeen: (room) => document.visibilityState === 'visible' && chat.value?.feed(room) !== undefined,
      later: (work, ms) => void setTimeout(work, ms * (0.75 + Math.random() / 2)),
    }),
  )
  const signedIn = useSignedIn()

  async function follow(): Promise<void> {
    if (!signedIn.value) return end()
    const me = await queries.ensureQueryData(meQuery).catch(() => null)
    if (!me) return void setTimeout(() => isSignedIn() && void follow(), 5_000)
    if (!signedIn.value || chat.value?.me === me.id) return
    end()
    chat.value = begin(me.id)
  }

  watch(signedIn, () => void follow())
  document.addEventListener('visibilitychange', () => chat.value?.setVisible(document.visibilityState === 'visible'))
  window.addEventListener('pagehide', () => chat.value?.reads.flush())
  window.addEventListener('pageshow', () => chat.value?.wake())
  window.addEventListener('online', () => chat.value?.wake())
  void follow()
}
