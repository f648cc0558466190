import createClient from 'openapi-fetch'
import { currentLanguage, text, type MessageKey } from '@/i18n'
import { networkFound, networkLost } from '@/lib/network'
import { asProblem, problemOf } from './problem'
import type { paths } from './schema'
import { isSignedIn, refreshSession, renewInTime } from './session'

/** Set by the service worker on an answer that it kept from before. */
const FROM_CACHE = 'x-piece-from-cache'

/** Addresses whose 401 says something about the request itself, not about the session. */
const ownAnswer = (url: string) => /\/api\/v1\/sessions(\/refresh)?$/.test(new URL(url).pathname)

async function reach(request: Request): Promise<Response> {
  try {
    const response = await fetch(request)
    if (response.headers.get(FROM_CACHE)) networkLost()
    else networkFound()
    return response
  } catch (error) {
    if (!(error instanceof DOMException && error.name === 'AbortError')) networkLost()
    throw error
  }
}

/**
 * fetch with our manners: the language of the page, and a session that renews itself.
 * For what the typed client does not do, such as bytes; the address must be of our own origin.
 */
export async function sessionFetch(input: Request | string, init?: RequestInit): Promise<Response> {
  const request = new Request(input, init)
  request.headers.set('Accept-Language', currentLanguage())
  if (!ownAnswer(request.url)) await renewInTime()
  const again = request.clone()
  const response = await reach(request)
  if (response.status !== 401 || !isSignedIn() || ownAnswer(request.url)) return response
  if ((await codeOf(response.clone())) !== 'unauthenticated') return response
  return (await refreshSession()) === 'renewed' ? reach(again) : response
}

async function codeOf(response: Response): Promise<string> {
  const body = (await response.json().catch(() => ({}))) as { code?: string }
  return body.code ?? 'unauthenticated'
}

/** The typed client. Wrap its calls in `call`, which throws a Problem for everything that is not a success. */
export const api = createClient<paths>({ fetch: sessionFetch })

const codes = new Set<string>([
  'invalid',
  'unauthenticated',
  'forbidden',
  'not_found',
  'conflict',
  'too_many',
  'too_large',
  'unavailable',
  'network',
])
/** A sentence for a code, for answers that carry none. */
export const describe = (code: string): string => text(`problem.${codes.has(code) ? code : 'internal'}` as MessageKey)

export const toProblem = (error: unknown) => asProblem(error, describe)

/** The data of an answer, or a thrown Problem. */
export async function call<T>(answer: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  const { data, error, response } = await answer.catch((cause: unknown) => {
    throw toProblem(cause)
  })
  if (!response.ok) throw problemOf(response, error, describe)
  return data as T
}
