import { useQueryClient, type Query, type QueryClient, type QueryKey } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { useRouter, type RouteLocationRaw } from 'vue-router'
import { toProblem } from '@/api/client'
import { putHeart } from '@/api/hearts'
import { changeKept } from '@/api/changeKept'
import { heartedKey, piecesKey } from '@/api/pieces'
import { isSignedIn } from '@/api/session'
import { toast } from '@/lib/toast'
import { makeHearts, type Heart } from './heartLine'

/** What can be hearted. */
export type Hearted = Heart & { id: string }

/** Things of one sort, and where their hearts are told and seen. */
export interface Sort {
  /** First part of the keys of the answers that show them. */
  root: string
  send: (id: string, hearted: boolean) => Promise<Heart>
  /** The list of what the person hearted. */
  listKey: QueryKey
  /** The page of one, which sets the heart of a guest who came back. */
  page: (id: string) => string
}

export const ofPieces: Sort = {
  root: piecesKey[0],
  send: putHeart,
  listKey: heartedKey,
  page: (id) => `/pieces/${encodeURIComponent(id)}`,
}

/** Hearts of the last minute, kept beside the lists and forgotten with them. */
const heartKey = (sort: Sort, id: string) => ['heart', sort.root, id] as const
/** No answer is longer on its way than this (ms). */
const ON_THE_WAY = 60_000

/** A guest joins first and comes back to the page, which sets the heart. */
export const joinToHeart = (sort: Sort, id: string): RouteLocationRaw => ({
  name: 'join',
  query: { next: `${sort.page(id)}?heart=1` },
})

function show(client: QueryClient, sort: Sort, id: string, { hearts, hearted }: Heart): void {
  if (!isSignedIn()) return // an answer that comes after the log out is nobody's
  client.setQueryData(heartKey(sort, id), { hearts, hearted })
  client.setQueriesData({ queryKey: [sort.root] }, (answer: unknown) => changeKept(answer, id, { hearts, hearted }))
}

/** An answer that was asked for before a heart was set, and comes after, must not take the heart back. */
function holdAgainstLateAnswers(client: QueryClient, sort: Sort): void {
  client.setQueryDefaults(['heart'], { gcTime: ON_THE_WAY })
  client.getQueryCache().subscribe((event) => {
    if (event.type !== 'updated' || event.action.type !== 'success' || event.action.manual) return
    const late: Query = event.query
    if (late.queryKey[0] !== sort.root) return
    let answer: unknown = late.state.data
    for (const [[, , id], heart] of client.getQueriesData<Heart>({ queryKey: ['heart', sort.root] })) {
      if (heart) answer = changeKept(answer, id as string, heart)
    }
    if (answer !== late.state.data) client.setQueryData(late.queryKey, answer, { updatedAt: late.state.dataUpdatedAt })
  })
}

function heartsOf(client: QueryClient, sort: Sort) {
  holdAgainstLateAnswers(client, sort)
  return makeHearts({
    send: sort.send,
    show: (id, heart) => show(client, sort, id, heart),
    // not at once: a card whose heart was taken back stays where it is until the list is opened again
    done: () => void client.invalidateQueries({ queryKey: sort.listKey, refetchType: 'none' }),
    failed: (_id, error) => toast(toProblem(error).message, { tone: 'error' }),
  })
}

type Wish = ReturnType<typeof heartsOf>
const known = new WeakMap<QueryClient, Map<Sort, Wish>>()

function wishOf(client: QueryClient, sort: Sort): Wish {
  const bySort = known.get(client) ?? new Map<Sort, Wish>()
  known.set(client, bySort)
  const wish = bySort.get(sort) ?? heartsOf(client, sort)
  bySort.set(sort, wish)
  return wish
}

/** The heart of a thing: what to show, and the wish to change it. */
export function useHeart(thing: MaybeRefOrGetter<Hearted>, sort: Sort = ofPieces) {
  const client = useQueryClient()
  const router = useRouter()
  const wish = wishOf(client, sort)

  /** Sets or takes back the heart; a guest is asked to join. */
  function set(hearted: boolean): Promise<unknown> {
    const now = toValue(thing)
    return isSignedIn() ? wish(now.id, now, hearted) : router.push(joinToHeart(sort, now.id))
  }
  const hearted = computed(() => toValue(thing).hearted)
  const hearts = computed(() => toValue(thing).hearts)

  return { hearted, hearts, set, toggle: () => set(!hearted.value) }
}
