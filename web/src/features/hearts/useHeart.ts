import { useQueryClient, type Query, type QueryClient } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { useRouter, type RouteLocationRaw } from 'vue-router'
import { toProblem } from '@/api/client'
import { putHeart } from '@/api/hearts'
import { changePiece } from '@/api/keptPieces'
import { heartedKey, piecesKey } from '@/api/pieces'
import { isSignedIn } from '@/api/session'
import type { PieceSummary } from '@/api/types'
import { toast } from '@/lib/toast'
import { makeHearts, type Heart } from './heartLine'

type Hearted = Pick<PieceSummary, 'id' | 'hearts' | 'hearted'>

/** Hearts of the last minute, kept beside the lists and forgotten with them. */
const heartKey = (id: string) => ['heart', id] as const
/** No answer is longer on its way than this (ms). */
const ON_THE_WAY = 60_000

/** A guest joins first and comes back to the piece, whose page sets the heart. */
export const joinToHeart = (id: string): RouteLocationRaw => ({
  name: 'join',
  query: { next: `/pieces/${encodeURIComponent(id)}?heart=1` },
})

function show(client: QueryClient, id: string, { hearts, hearted }: Heart): void {
  if (!isSignedIn()) return // an answer that comes after the log out is nobody's
  client.setQueryData(heartKey(id), { hearts, hearted })
  client.setQueriesData({ queryKey: piecesKey }, (answer: unknown) => changePiece(answer, id, { hearts, hearted }))
}

/** An answer that was asked for before a heart was set, and comes after, must not take the heart back. */
function holdAgainstLateAnswers(client: QueryClient): void {
  client.setQueryDefaults(['heart'], { gcTime: ON_THE_WAY })
  client.getQueryCache().subscribe((event) => {
    if (event.type !== 'updated' || event.action.type !== 'success' || event.action.manual) return
    const late: Query = event.query
    if (late.queryKey[0] !== piecesKey[0]) return
    let answer: unknown = late.state.data
    for (const [[, id], heart] of client.getQueriesData<Heart>({ queryKey: ['heart'] })) {
      if (heart) answer = changePiece(answer, id as string, heart)
    }
    if (answer !== late.state.data) client.setQueryData(late.queryKey, answer, { updatedAt: late.state.dataUpdatedAt })
  })
}

function heartsOf(client: QueryClient) {
  holdAgainstLateAnswers(client)
  return makeHearts({
    send: putHeart,
    show: (id, heart) => show(client, id, heart),
    // not at once: a card whose heart was taken back stays where it is until the list is opened again
    done: () => void client.invalidateQueries({ queryKey: heartedKey, refetchType: 'none' }),
    failed: (_id, error) => toast(toProblem(error).message, { tone: 'error' }),
  })
}

const known = new WeakMap<QueryClient, ReturnType<typeof heartsOf>>()

/** The heart of a piece: what to show, and the wish to change it. */
export function useHeart(piece: MaybeRefOrGetter<Hearted>) {
  const client = useQueryClient()
  const router = useRouter()
  const wish = known.get(client) ?? heartsOf(client)
  known.set(client, wish)

  /** Sets or takes back the heart; a guest is asked to join. */
  function set(hearted: boolean): Promise<unknown> {
    const now = toValue(piece)
    return isSignedIn() ? wish(now.id, now, hearted) : router.push(joinToHeart(now.id))
  }
  const hearted = computed(() => toValue(piece).hearted)
  const hearts = computed(() => toValue(piece).hearts)

  return { hearted, hearts, set, toggle: () => set(!hearted.value) }
}
