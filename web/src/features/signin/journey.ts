import { api, call } from '@/api/client'
import { forget, recall, remember } from '@/lib/storage'

/** What somebody went to a provider for, and where to go after it. */
export interface Journey {
  provider: string
  purpose: 'enter' | 'link'
  next: string
}

const STORED = 'piece.signin'

/** Goes to a provider. The way back is kept on this device; what binds the attempt to it is in a cookie. */
export async function setOut(journey: Journey): Promise<void> {
  const params = { path: { provider: journey.provider } }
  const { url } = await call(
    journey.purpose === 'link'
      ? api.POST('/api/v1/me/identities/{provider}', { params })
      : api.POST('/api/v1/sessions/with/{provider}', { params }),
  )
  remember(STORED, JSON.stringify(journey))
  location.assign(url)
}

const isJourney = (value: unknown): value is Journey =>
  typeof value === 'object' &&
  value !== null &&
  ['provider', 'purpose', 'next'].every((name) => typeof (value as Record<string, unknown>)[name] === 'string')

/** The journey that a provider leads back from; one that nothing is known of is somebody's who comes in. */
export function journeyTo(provider: string): Journey {
  let kept: unknown
  try {
    kept = JSON.parse(recall(STORED) ?? 'null')
  } catch {
    kept = null
  }
  if (isJourney(kept) && kept.provider === provider)
    return { ...kept, purpose: kept.purpose === 'link' ? 'link' : 'enter' }
  return { provider, purpose: 'enter', next: '/' }
}

export const arrived = (): void => forget(STORED)
