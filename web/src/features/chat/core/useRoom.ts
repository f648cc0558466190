/** One room that is open on the page: what the client of the chat knows of it, made reactive. */
import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, onScopeDispose, ref, shallowRef, toValue, watch, type MaybeRefOrGetter } from 'vue'
import { toProblem } from '@/api/client'
import type { Problem } from '@/api/problem'
import { firstMessagesKey, roomQuery } from '@/api/rooms'
import type { MessagePage, Room } from '@/api/roomTypes'
import { listen, startChat, useChat } from './browserChat'
import type { ChatClient } from './chatClient'
import type { ConnectionState, Draft, Quote, RoomMessage, TypedText } from './model'
import type { RoomFeed } from './roomFeed'
import { takePeople } from './usePeople'
import { useTyped } from './useTyped'

/** A room that is open on the page. Reactive: read its parts from it, don't take them out. */
export interface OpenRoom {
  readonly room: Room | undefined
  /** Nothing can be shown yet. */
  readonly loading: boolean
  /** Why there is nothing to show, or what went wrong while more was loaded. */
  readonly problem: Problem | null
  /** Tries again what failed. */
  reload(): void
  /** Ascending; own ones that wait or failed are the last. */
  readonly items: readonly RoomMessage[]
  /** The message at a place, for answers to it; asked for when it isn't known. `undefined` until then. */
  quote(seq: number): Quote | undefined
  /** Place of the first message that was unread when the room was opened; 0 for none. */
  readonly firstUnread: number
  readonly hasOlder: boolean
  readonly hasNewer: boolean
  readonly loadingOlder: boolean
  readonly loadingNewer: boolean
  loadOlder(): Promise<void>
  loadNewer(): Promise<void>
  /** Shows what is around a message; `false` when it can't be had. */
  jumpTo(seq: number): Promise<boolean>
  /** Shows the newest. */
  jumpToNewest(): Promise<void>
  /** How many messages came that are below what is loaded or weren't seen yet. */
  readonly unseen: number
  /** Keeps it on this device, shows it and sends it in its turn; gives its client id. */
  send(draft: Draft): Promise<string>
  retry(clientId: string): void
  discard(clientId: string): void
  /** Rejects with a Problem, like everything below that asks the server. */
  remove(seq: number): Promise<void>
  /** Puts the emoji to the message, or takes it off. */
  react(seq: number, emoji: string): Promise<void>
  /** This message, and all before it, was really seen. May be called with every scroll. */
  markRead(seq: number): void
  /** What was typed here and not sent; kept on this device with every letter. */
  typed: TypedText
  /** People who write now, without oneself. */
  readonly typing: readonly string[]
  /** Something was typed. May be called with every letter. */
  tellTyping(): void
  /** How many people have the room open. */
  readonly present: number
  /** Direct: how far the other has read; 0 when unknown. */
  readonly otherRead: number
  readonly connection: ConnectionState
}

/** So many unread messages are loaded with the newest ones; behind more, the room opens at the first of them. */
const NEAR = 40

export function useRoom(
  id: MaybeRefOrGetter<string>,
  options: { at?: MaybeRefOrGetter<number | undefined> } = {},
): OpenRoom {
  const queries = useQueryClient()
  startChat(queries)
  const chat = useChat()
  const roomId = computed(() => toValue(id))
  const { data: room, error, refetch } = useQuery(computed(() => ({ ...roomQuery(roomId.value), staleTime: 0 })))
  // the query forgets why it failed while it is asked again, as at each new connection; what is shown doesn't
  const failure = shallowRef<Error | null>(null)
  watch(
    [error, room, roomId] as const,
    ([why, now, current], [, , before]) => {
      if (now || current !== before) failure.value = null
      if (why) failure.value = why
    },
    { immediate: true, flush: 'sync' },
  )

  const connection = ref<ConnectionState>(chat.value?.connection.state ?? 'off')
  const typed = useTyped(chat, roomId)
  /** How far was read when the room was opened; `undefined` until that is known. */
  const readBefore = ref<number>()
  const seen = ref(0)
  // changes whenever what the client knows of the room does
  const version = shallowRef(0)
  let planned = false

  function changed(): void {
    if (planned) return
    planned = true
    // many entries come at once after a gap, and are drawn once
    queueMicrotask(() => {
      planned = false
      version.value++
    })
  }

  const feed = () => chat.value?.feed(roomId.value)
  /** What is read from the client is read again with every change there. */
  function live<T>(read: (feed: RoomFeed) => T, otherwise: T): T {
    void version.value
    const now = feed()
    return now ? read(now) : otherwise
  }

  // the kind of a room never changes, and nothing else of it decides how it is followed
  watch(
    // by functions: a shallow ref among the sources would call back also when nothing of this changed
    [() => chat.value, roomId, () => room.value?.id === roomId.value && room.value.kind] as const,
    ([client, current, kind], _before, onCleanup) => {
      if (!client || !kind || !room.value) return
      const { read, head, unread } = room.value
      readBefore.value = unread > 0 ? read : undefined
      seen.value = read
      client.reads.known(current, read)
      const asked = toValue(options.at)
      const at = asked ?? (unread > 0 && head - read > NEAR ? read + 1 : undefined)
      const first = queries.getQueryData<MessagePage>(firstMessagesKey(current))
      queries.removeQueries({ queryKey: firstMessagesKey(current) })
      client.open({ id: current, kind }, at ? { at } : first ? { first } : {})
      changed()
      onCleanup(() => client.close(current))
    },
    { immediate: true },
  )
  onScopeDispose(
    listen({
      changed: (which) => which === roomId.value && changed(),
      connection: (state) => (connection.value = state),
      // left, moved or gone: the room itself tells which
      refused: (which) => which === roomId.value && void refetch(),
    }),
  )
  watch(
    room,
    (now) => {
      if (!now) return
      takePeople([now.other, now.lastPerson].filter((person) => person !== undefined))
      // when the room may be read again, its channel is asked for again
      if (now.head) chat.value?.feed(now.id)?.hear(now.head)
    },
    { immediate: true },
  )

  const items = computed<readonly RoomMessage[]>((before) => {
    void version.value
    const now = chat.value?.messages(roomId.value) ?? []
    const isSame = before?.length === now.length && now.every((message, n) => message === before[n])
    return isSame ? before : now
  })
  const firstUnread = computed(() => {
    const read = readBefore.value
    return (
      (read !== undefined && items.value.find(({ seq, mine, removed }) => seq > read && !mine && !removed)?.seq) || 0
    )
  })

  const unseen = computed(
    () => items.value.filter(({ seq, mine, removed }) => seq > seen.value && !mine && !removed).length,
  )

  function client(): ChatClient {
    if (!chat.value) throw toProblem(new TypeError('not signed in'))
    return chat.value
  }

  return {
    get room() {
      return room.value
    },
    get loading() {
      return live((now) => now.loading, !failure.value)
    },
    get problem() {
      return live((now) => now.problem, null) ?? (failure.value && !room.value ? toProblem(failure.value) : null)
    },
    reload() {
      failure.value = null
      void refetch()
      feed()?.reload()
    },
    get items() {
      return items.value
    },
    quote: (seq) => live((now) => now.quote(seq), undefined),
    get firstUnread() {
      return firstUnread.value
    },
    get hasOlder() {
      return live(({ log }) => log.hasOlder, false)
    },
    get hasNewer() {
      return live(({ log }) => log.hasNewer, false)
    },
    get loadingOlder() {
      return live((now) => now.loadingOlder, false)
    },
    get loadingNewer() {
      return live((now) => now.loadingNewer, false)
    },
    loadOlder: async () => feed()?.loadOlder(),
    loadNewer: async () => feed()?.loadNewer(),
    jumpTo: async (seq) => (await feed()?.jumpTo(seq)) ?? false,
    jumpToNewest: async () => feed()?.jumpToNewest(),
    get unseen() {
      return unseen.value
    },
    async send(draft) {
      const sent = client().send(roomId.value, draft)
      typed.text = ''
      delete typed.replyTo
      // an own message is below everything
      if (feed()?.log.hasNewer) void feed()?.jumpToNewest()
      return sent
    },
    retry: (clientId) => void chat.value?.outbox.retry(clientId),
    discard: (clientId) => void chat.value?.outbox.discard(clientId),
    remove: async (seq) => client().remove(roomId.value, seq),
    async react(seq, emoji) {
      const mine = feed()
        ?.log.get(seq)
        ?.reactions?.some((one) => one.emoji === emoji && one.mine)
      await client().react(roomId.value, seq, emoji, !mine)
    },
    markRead(seq) {
      if (document.visibilityState !== 'visible' || seq <= seen.value) return
      seen.value = seq
      if (room.value?.member) chat.value?.reads.mark(roomId.value, seq)
    },
    typed,
    get typing() {
      return live(({ typing }) => typing.people, [])
    },
    tellTyping: () => chat.value?.tellTyping(roomId.value),
    get present() {
      return live(({ present }) => present, 0) || (room.value?.present ?? 0)
    },
    get otherRead() {
      return room.value?.otherRead ?? 0
    },
    get connection() {
      return connection.value
    },
  }
}
