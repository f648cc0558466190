import { beforeEach, describe, expect, it, vi } from 'vitest'
import {
  onNotificationClick,
  onPush,
  onSubscriptionChange,
  readPushed,
  type PageWindow,
  type PushScope,
} from './worker'

const message = { title: '민지', body: '커튼콜에서 ▒▒▒', tag: 'r1', url: '/rooms/r1', unread: 3 }

/** A page that was opened at a path, and is now where it says; one that sleeps says nothing. */
const page = (path: string, visibilityState = 'visible', now?: string) => ({
  url: `https://piece.example${path}`,
  visibilityState,
  focus: vi.fn(() => Promise.resolve()),
  postMessage: vi.fn((message: unknown, [port]: Transferable[]) => {
    if (now !== undefined && (message as { type?: string }).type === 'PUSH_WHERE')
      (port as unknown as MessagePort).postMessage(now)
  }),
})
const opened = (window: ReturnType<typeof page>) =>
  window.postMessage.mock.calls.map(([message]) => message).filter((message) => (message as { url?: string }).url)

let pages: PageWindow[]
const scope = {
  location: { origin: 'https://piece.example' },
  navigator: { setAppBadge: vi.fn(() => Promise.resolve()), language: 'ko-KR' },
  clients: { matchAll: () => Promise.resolve(pages), openWindow: vi.fn(() => Promise.resolve()) },
  registration: {
    showNotification: vi.fn<PushScope['registration']['showNotification']>(() => Promise.resolve()),
    pushManager: { subscribe: vi.fn() },
  },
  fetch: vi.fn<PushScope['fetch']>(() => Promise.resolve(new Response(null, { status: 204 }))),
  language: () => Promise.resolve<string | undefined>('en'),
} satisfies PushScope

beforeEach(() => {
  pages = []
  vi.clearAllMocks()
})

describe('a push message', () => {
  it('is shown by its room, and counted on the icon', async () => {
    pages = [page('/rooms/r1', 'hidden')]
    await onPush(scope, JSON.stringify(message))
    expect(scope.registration.showNotification).toHaveBeenCalledExactlyOnceWith('민지', {
      body: '커튼콜에서 ▒▒▒',
      tag: 'r1',
      icon: '/icon-192.png',
      data: { url: '/rooms/r1' },
      renotify: true,
    })
    expect(scope.navigator.setAppBadge).toHaveBeenCalledExactlyOnceWith(3)
  })

  it('is not shown to who looks at the room', async () => {
    pages = [page('/rooms/r1?at=3')]
    await onPush(scope, JSON.stringify(message))
    expect(scope.registration.showNotification).not.toHaveBeenCalled()
    expect(scope.navigator.setAppBadge).not.toHaveBeenCalled()
  })

  it('knows where a page is after somebody walked on', async () => {
    pages = [page('/', 'visible', '/rooms/r1')]
    await onPush(scope, JSON.stringify(message))
    expect(scope.registration.showNotification).not.toHaveBeenCalled()
    pages = [page('/rooms/r1', 'visible', '/rooms')]
    await onPush(scope, JSON.stringify(message))
    expect(scope.registration.showNotification).toHaveBeenCalledOnce()
  })

  it('is shown to who looks at another page, which counts by itself', async () => {
    pages = [page('/rooms/r10'), page('/pieces')]
    await onPush(scope, JSON.stringify(message))
    expect(scope.registration.showNotification).toHaveBeenCalledOnce()
    expect(scope.navigator.setAppBadge).not.toHaveBeenCalled()
  })

  it('without a count leaves the icon alone', async () => {
    await onPush(scope, JSON.stringify({ ...message, unread: undefined }))
    expect(scope.navigator.setAppBadge).not.toHaveBeenCalled()
  })

  it.each([undefined, '', 'x', '[]', '{}', '{"title":1}'])('that is %j still shows something', async (text) => {
    await onPush(scope, text)
    expect(scope.registration.showNotification).toHaveBeenCalledOnce()
  })

  it.each(['https://evil.example/', '//evil.example', '/\\evil.example', 'rooms/r1', 3, null])(
    'does not lead to %j',
    (url) => expect(readPushed(JSON.stringify({ ...message, url }))).toBeUndefined(),
  )
})

describe('a notification that is pressed', () => {
  const notification = { close: vi.fn(), data: { url: '/rooms/r1' } as unknown }

  it('brings the page of its room to the front', async () => {
    const [other, there] = [page('/'), page('/rooms/r1', 'hidden')]
    pages = [other, there]
    await onNotificationClick(scope, notification)
    expect(notification.close).toHaveBeenCalled()
    expect(there.focus).toHaveBeenCalled()
    expect(opened(there)).toEqual([])
    expect(scope.clients.openWindow).not.toHaveBeenCalled()
  })

  it('takes a page of the app there', async () => {
    const [hidden, shared, visible] = [page('/', 'hidden'), page('/s/token'), page('/calendar')]
    pages = [hidden, shared, visible]
    await onNotificationClick(scope, notification)
    expect(opened(visible)).toEqual([{ type: 'PUSH_OPEN', url: '/rooms/r1' }])
    expect(visible.focus).toHaveBeenCalled()
    expect(hidden.focus).not.toHaveBeenCalled()
  })

  it('opens a page when there is none of the app', async () => {
    pages = [page('/s/token')]
    await onNotificationClick(scope, notification)
    expect(scope.clients.openWindow).toHaveBeenCalledExactlyOnceWith('/rooms/r1')
    await onNotificationClick(scope, { ...notification, data: { url: 'https://evil.example' } })
    expect(scope.clients.openWindow).toHaveBeenLastCalledWith('/')
  })

  it('is fine where the browser does not let pages come to the front', async () => {
    const there = page('/rooms/r1')
    there.focus.mockRejectedValue(new Error('not allowed'))
    pages = [there]
    await onNotificationClick(scope, notification)
  })
})

describe('a subscription that the browser changed', () => {
  const fresh = {
    toJSON: () => ({ endpoint: 'https://push.example/2', keys: { p256dh: 'p', auth: 'a' } }),
  } as unknown as PushSubscription
  const told = () => scope.fetch.mock.calls.map(([url, { method }]) => `${method} ${url}`)

  it('is told to the server', async () => {
    await onSubscriptionChange(scope, fresh, null)
    expect(told()).toEqual(['PUT /api/v1/push/subscriptions'])
    expect(JSON.parse(String(scope.fetch.mock.calls[0]?.[1].body))).toEqual({
      endpoint: 'https://push.example/2',
      keys: { p256dh: 'p', auth: 'a' },
      language: 'en',
    })
  })

  it('is told with a session that is renewed first', async () => {
    scope.fetch.mockResolvedValueOnce(new Response(null, { status: 401 }))
    await onSubscriptionChange(scope, fresh, null)
    expect(told()).toEqual([
      'PUT /api/v1/push/subscriptions',
      'POST /api/v1/sessions/refresh',
      'PUT /api/v1/push/subscriptions',
    ])
  })

  it('is made anew when the browser only ended it', async () => {
    const old = { options: { applicationServerKey: new ArrayBuffer(65) } } as PushSubscription
    scope.registration.pushManager.subscribe.mockResolvedValueOnce(fresh)
    await onSubscriptionChange(scope, null, old)
    expect(told()).toEqual(['PUT /api/v1/push/subscriptions'])
    await onSubscriptionChange(scope, null, null)
    expect(told()).toHaveLength(1)
  })
})
