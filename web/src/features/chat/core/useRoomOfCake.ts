/** What the page of a cake shows of its room: how many are in it, and for people who are signed in its last messages, live. */
import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, onScopeDispose, shallowRef, toValue, watch, type MaybeRefOrGetter } from 'vue'
import { toProblem } from '@/api/client'
import { roomKey, roomOfCakeQuery, rooms, roomsKey } from '@/api/rooms'
import type { Entry, Room } from '@/api/roomTypes'
import { useChat } from './browserChat'
import { RoomLog } from './roomLog'
import { takePeople } from './usePeople'

const MOST = 5
/** A hole is asked for after a moment (ms), in which what is missing may still come. */
const LATE = 500
/** How many people are there is not told live: it is asked for again so often (ms) while the page is seen. */
const AGAIN = 30_000
const NOTHING: readonly Entry[] = []

export function useRoomOfCake(cake: MaybeRefOrGetter<string>) {
  const queries = useQueryClient()
  const chat = useChat()
  const { data, error, refetch } = useQuery(
    computed(() => ({ ...roomOfCakeQuery(toValue(cake)), refetchInterval: AGAIN })),
  )
  const last = shallowRef(NOTHING)
  let log: RoomLog | null = null
  let timer: ReturnType<typeof setTimeout> | undefined

  function show(): void {
    last.value = log?.items.filter(({ removed, masked }) => !removed && !masked).slice(-MOST) ?? NOTHING
    clearTimeout(timer)
    if (log?.hasHole) timer = setTimeout(() => void refetch(), LATE)
  }

  watch(
    data,
    (answer) => {
      if (!answer) return
      takePeople(
        answer.persons,
        answer.last.map(({ sender = '' }) => sender),
      )
      log = new RoomLog(chat.value?.me ?? '')
      const { last: items, persons, room } = answer
      const head = Math.max(room?.head ?? 0, items.at(-1)?.seq ?? 0)
      log.takePage({ items, persons, quotes: [], before: true, after: false, head })
      show()
    },
    { immediate: true },
  )

  watch(
    [() => chat.value, () => data.value?.room?.id] as const,
    ([client, id], _before, onCleanup) => {
      if (!client || !id) return
      const channel = client.connection.open(
        `room:${id}`,
        {
          subscribed(head) {
            log?.hear(head)
            show()
          },
          entry(entry) {
            log?.takeEntry(entry)
            show()
          },
          passing: () => {},
          refused: () => {},
        },
        { watch: true }, // looking in from outside: nobody is counted as present for it
      )
      onCleanup(() => channel.close())
    },
    { immediate: true },
  )
  onScopeDispose(() => clearTimeout(timer))

  /** Rejects with a Problem. */
  async function join(): Promise<Room> {
    const joined = await rooms.joinOfCake(toValue(cake))
    queries.setQueryData(roomKey(joined.id), joined)
    void queries.invalidateQueries({ queryKey: roomsKey })
    return joined
  }

  return {
    /** Missing while nobody has joined it. */
    room: computed(() => data.value?.room),
    people: computed(() => data.value?.people ?? 0),
    present: computed(() => data.value?.present ?? 0),
    last,
    loading: computed(() => !data.value && !error.value),
    problem: computed(() => (error.value && !data.value ? toProblem(error.value) : null)),
    retry: () => void refetch(),
    join,
  }
}
