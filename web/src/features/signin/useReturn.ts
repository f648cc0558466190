import { ref } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { api, call, toProblem } from '@/api/client'
import type { Problem } from '@/api/problem'
import type { Me } from '@/api/types'
import { returnPath } from '@/app/router'
import { useAuth } from '@/features/account/useAuth'
import { text } from '@/i18n'
import { toast } from '@/lib/toast'
import { arrived, journeyTo, setOut } from './journey'
import type { Newcomer } from './providers'

/** Why an attempt came to nothing: a code of ours, or what the provider said (RFC 6749, 4.1.2.1). */
export interface Failure {
  code: string
  message?: string
}

/** What a provider says when its person would rather not, and when it can't. */
const DENIED = ['access_denied', 'user_cancelled', 'consent_required']
const DOWN = ['server_error', 'temporarily_unavailable']

export function refusal(error: string): Failure {
  if (DENIED.includes(error)) return { code: 'denied' }
  return { code: DOWN.includes(error) ? 'provider_unavailable' : 'failed' }
}

const isNewcomer = (value: unknown): value is Newcomer =>
  typeof value === 'object' && value !== null && 'provider' in value && 'nickname' in value

/** Comes back from a provider: in, linked, as a newcomer, or with a failure. */
export function useReturn(provider: string) {
  const route = useRoute()
  const router = useRouter()
  const { enter } = useAuth()
  const journey = journeyTo(provider)
  const failure = ref<Failure>()
  const newcomer = ref<Newcomer>()

  const fail = (problem: Problem) => (failure.value = { code: problem.code, message: problem.message })

  async function come(me: Me): Promise<void> {
    arrived()
    await enter(me, journey.next)
  }

  async function finish(body: { state: string; code: string }): Promise<void> {
    const params = { path: { provider } }
    if (journey.purpose === 'link') {
      const linked = await call(api.PUT('/api/v1/me/identities/{provider}', { params, body }))
      arrived()
      toast(text('signin.linked.done', { name: linked.provider.name }))
      await router.replace(returnPath(journey.next))
      return
    }
    const end = await call(api.POST('/api/v1/sessions/with/{provider}/finish', { params, body }))
    if (end.me) return come(end.me)
    newcomer.value = end.newcomer
    // a reload finds the form again; what proves who it is, is in a cookie
    history.replaceState({ ...history.state, newcomer: JSON.parse(JSON.stringify(end.newcomer)) }, '')
  }

  async function start(): Promise<void> {
    const { code, state, error } = route.query
    const kept: unknown = history.state?.newcomer
    // the code works once: it must not stay in the address, nor be sent again by a reload
    history.replaceState(history.state, '', route.path)
    if (typeof error === 'string') failure.value = refusal(error)
    else if (typeof code === 'string' && typeof state === 'string')
      await finish({ code, state }).catch((cause: unknown) => fail(toProblem(cause)))
    else if (isNewcomer(kept)) newcomer.value = kept
    else failure.value = { code: 'sign_in_over' }
  }

  return {
    journey,
    failure,
    newcomer,
    start,
    come,
    /** Goes to the provider once more, for the same. */
    again: () => setOut(journey).catch((cause: unknown) => void fail(toProblem(cause))),
  }
}
