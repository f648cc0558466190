import { api, call, toProblem } from '@/api/client'
import type { Me } from '@/api/types'
import { toast } from '@/lib/toast'
import { createOptions, isRefusal, requestOptions, toJSON } from './webauthn'

/** A challenge lives for five minutes; before that the browser is handed another one (ms). */
const RENEW = 4 * 60_000

const challenge = async () => requestOptions((await call(api.POST('/api/v1/sessions/passkey/options'))).publicKey)

async function answer(credential: Credential | null): Promise<Me> {
  return call(api.POST('/api/v1/sessions/passkey', { body: { credential: toJSON(credential) } }))
}

/** Signs in by a passkey that the browser lets the person choose; `null` when the person would rather not. */
export async function enterByPasskey(): Promise<Me | null> {
  const publicKey = await challenge()
  const credential = await navigator.credentials.get({ publicKey }).catch((error: unknown) => {
    if (isRefusal(error)) return null
    throw error
  })
  return credential && answer(credential)
}

/**
 * Has the browser offer passkeys beside the passwords that it knows, where it can; returns the way to stop.
 * What doesn't work here says nothing: the button does the same.
 */
export function offerPasskeys(entered: (me: Me) => void): () => void {
  let isOver = false
  let current = new AbortController()
  const renew = setInterval(() => current.abort(), RENEW)
  const stop = (): void => {
    isOver = true
    clearInterval(renew)
    current.abort()
  }
  async function offer(): Promise<void> {
    if (!(await PublicKeyCredential.isConditionalMediationAvailable?.())) return
    while (!isOver) {
      current = new AbortController()
      const publicKey = await challenge()
      const credential = await navigator.credentials
        .get({ publicKey, mediation: 'conditional', signal: current.signal })
        .catch((error: unknown) => {
          if (current.signal.aborted) return null
          throw error
        })
      if (!credential || isOver) continue
      try {
        entered(await answer(credential))
        return stop()
      } catch (error) {
        toast(toProblem(error).message, { tone: 'error' })
      }
    }
  }
  offer().catch(stop)
  return stop
}

export const passkeysKey = ['passkeys']

export const listPasskeys = async () => (await call(api.GET('/api/v1/me/passkeys'))).items

/** Makes a passkey on this device; `null` when the person would rather not. */
export async function makePasskey() {
  const { publicKey } = await call(api.POST('/api/v1/me/passkeys/options'))
  const credential = await navigator.credentials
    .create({ publicKey: createOptions(publicKey) })
    .catch((error: unknown) => {
      if (isRefusal(error)) return null
      throw error
    })
  return credential && call(api.POST('/api/v1/me/passkeys', { body: { credential: toJSON(credential) } }))
}
