/// <reference lib="webworker" />
import { CacheableResponsePlugin } from 'workbox-cacheable-response'
import type { WorkboxPlugin } from 'workbox-core'
import { ExpirationPlugin } from 'workbox-expiration'
import { addPlugins, cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'
import { CacheFirst, NetworkFirst } from 'workbox-strategies'

import { onNotificationClick, onPush, onSubscriptionChange, type PushScope } from './features/push/worker'
import { isKept, isOwn } from './lib/keptAnswers'

declare const self: ServiceWorkerGlobalScope

const DAY = 24 * 60 * 60
const PATIENCE = 4

/** What is kept stands for every language and visitor: a Vary header must not hide it when there is no network. */
const anyVisitor: WorkboxPlugin = {
  cacheWillUpdate: async ({ response }) => {
    if (response.status >= 400) return null
    const headers = new Headers(response.headers)
    headers.delete('Vary')
    return new Response(response.body, { status: response.status, headers })
  },
}
const matchOptions = { ignoreVary: true }

cleanupOutdatedCaches()
addPlugins([anyVisitor])
precacheAndRoute(self.__WB_MANIFEST)
registerRoute(
  new NavigationRoute(createHandlerBoundToURL('/index.html'), {
    // what is shared (/p, /s) is drawn by the server
    denylist: [/^\/api\//, /^\/objects\//, /^\/\.well-known\//, /^\/[ps]\//, /^\/oembed$/],
  }),
)

const success = new CacheableResponsePlugin({ statuses: [200] })

/** Tells the page that the answer is an old one (see api/client.ts). */
const markOld: WorkboxPlugin = {
  cachedResponseWillBeUsed: async ({ cachedResponse }) => {
    if (!cachedResponse) return cachedResponse
    const headers = new Headers(cachedResponse.headers)
    headers.set('x-piece-from-cache', '1')
    return new Response(cachedResponse.body, { status: cachedResponse.status, headers })
  },
}

/** Only what the server calls unchanging for its owner may be kept; a public piece of another person may turn private. */
const immutableOnly: WorkboxPlugin = {
  cacheWillUpdate: async ({ response }) =>
    response.status === 200 && response.headers.get('Cache-Control')?.includes('immutable') ? response : null,
}

const sameOrigin = (url: URL) => url.origin === self.location.origin

registerRoute(
  ({ url }) => sameOrigin(url) && /^\/(assets|samples)\/.+\.(woff2|webp)$/.test(url.pathname),
  new CacheFirst({
    cacheName: 'piece-assets',
    plugins: [success, new ExpirationPlugin({ maxEntries: 150, maxAgeSeconds: 365 * DAY, purgeOnQuotaError: true })],
  }),
)

registerRoute(
  ({ url }) =>
    sameOrigin(url) &&
    /^\/api\/v1\/pieces\/[^/]+\/(ticket\/.+\.webp|record\/photos\/[^/]+\/small\.jpg)$/.test(url.pathname),
  new CacheFirst({
    cacheName: 'piece-tickets',
    matchOptions,
    plugins: [
      immutableOnly,
      new ExpirationPlugin({ maxEntries: 500, maxAgeSeconds: 60 * DAY, purgeOnQuotaError: true }),
    ],
  }),
)

/** Only the person's own pieces are kept: another's may be made private, and must be gone with that at once. */
const ownOnly: WorkboxPlugin = {
  cacheWillUpdate: async ({ request, response }) =>
    response.status === 200 && (await isOwn(new URL(request.url), response)) ? response : null,
}

registerRoute(
  ({ url, request }) => sameOrigin(url) && request.method === 'GET' && isKept(url),
  new NetworkFirst({
    cacheName: 'piece-api',
    matchOptions,
    networkTimeoutSeconds: PATIENCE,
    plugins: [ownOnly, markOld, new ExpirationPlugin({ maxEntries: 200, maxAgeSeconds: 30 * DAY })],
  }),
)

const pushScope: PushScope = {
  location: self.location,
  navigator: self.navigator,
  clients: self.clients,
  registration: self.registration,
  fetch: (url, init) => self.fetch(url, init),
  language: async () => {
    const { cookieStore } = self as { cookieStore?: { get: (name: string) => Promise<{ value?: string } | null> } }
    return (await cookieStore?.get('piece_language'))?.value
  },
}

self.addEventListener('push', (event) => event.waitUntil(onPush(pushScope, event.data?.text())))
self.addEventListener('notificationclick', (event) =>
  event.waitUntil(onNotificationClick(pushScope, event.notification)),
)
/** The types of workers lack it: the browser renewed or ended the subscription by itself. */
interface SubscriptionChange extends ExtendableEvent {
  newSubscription?: PushSubscription | null
  oldSubscription?: PushSubscription | null
}
self.addEventListener('pushsubscriptionchange', (event) => {
  const { newSubscription, oldSubscription } = event as SubscriptionChange
  ;(event as SubscriptionChange).waitUntil(onSubscriptionChange(pushScope, newSubscription, oldSubscription))
})

self.addEventListener('message', (event) => {
  if ((event.data as { type?: string } | null)?.type === 'SKIP_WAITING') void self.skipWaiting()
})
