import { api, call } from './client'
import type { components } from './schema'

export type PushSubscriptionTold = components['schemas']['PushSubscription']

/** What browsers subscribe with; empty where this site has no push messages. */
export const pushKey = async (): Promise<string> => (await call(api.GET('/api/v1/push/key'))).key

export const putSubscription = (told: PushSubscriptionTold) =>
  call(api.PUT('/api/v1/push/subscriptions', { body: told }))

export const removeSubscription = (endpoint: string) =>
  call(api.DELETE('/api/v1/push/subscriptions', { body: { endpoint } }))
