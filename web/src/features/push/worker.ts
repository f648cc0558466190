/** What the service worker does with push messages. It knows nothing of pages but where they are. */

export interface Pushed {
  title: string
  body: string
  /** What it belongs to: a newer one takes its place. */
  tag: string
  /** Path of the page that it leads to. */
  url: string
  /** What is unread in all. */
  unread?: number
}

/** A page of this site that is open. */
export interface PageWindow {
  readonly url: string
  readonly visibilityState: string
  focus: () => Promise<unknown>
  postMessage: (message: unknown, transfer: Transferable[]) => void
}

/** As much of the worker's global scope as is needed; tests fill it. */
export interface PushScope {
  location: { origin: string }
  navigator: { setAppBadge?: (count: number) => Promise<void>; language: string }
  clients: {
    matchAll: (options: { type: 'window'; includeUncontrolled: true }) => Promise<readonly PageWindow[]>
    openWindow: (url: string) => Promise<unknown>
  }
  registration: {
    showNotification: (title: string, options: NotificationOptions) => Promise<void>
    pushManager: Pick<PushManager, 'subscribe'>
  }
  fetch: (url: string, init: RequestInit) => Promise<Response>
  /** The language chosen on this device, if that can be known here. */
  language: () => Promise<string | undefined>
}

const ICON = '/icon-192.png'

/** A path of ours, never another site's. */
const isPath = (url: unknown): url is string => typeof url === 'string' && /^\/(?![/\\])/.test(url)

/** Reads a message of the server; undefined for what is none. */
export function readPushed(text: string | undefined): Pushed | undefined {
  try {
    const { title, body, tag, url, unread } = JSON.parse(text ?? '') as Partial<Record<keyof Pushed, unknown>>
    if (typeof title !== 'string' || typeof body !== 'string' || typeof tag !== 'string' || !isPath(url)) return
    return { title, body, tag, url, ...(typeof unread === 'number' && unread >= 0 && { unread }) }
  } catch {
    return
  }
}

const windowsOf = (scope: PushScope) => scope.clients.matchAll({ type: 'window', includeUncontrolled: true })
const openedAt = (window: PageWindow) => new URL(window.url).pathname

const ANSWER = 300

/**
 * Where a page is. Its url here is the one that it was opened with, however far somebody has walked since, so it is
 * asked; one that sleeps, or is no page of the app, doesn't answer.
 */
function pathOf(window: PageWindow): Promise<string> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    const end = (path: unknown) => {
      port1.close()
      resolve(typeof path === 'string' ? path : openedAt(window))
    }
    const late = setTimeout(end, ANSWER)
    port1.onmessage = ({ data }) => {
      clearTimeout(late)
      end(data)
    }
    window.postMessage({ type: 'PUSH_WHERE' }, [port2])
  })
}

/** Shows a message, unless somebody looks at the very room. */
export async function onPush(scope: PushScope, text: string | undefined): Promise<void> {
  const pushed = readPushed(text)
  if (!pushed) {
    // a browser takes the right to push away from who shows nothing
    await scope.registration.showNotification('PIECE', { icon: ICON, data: { url: '/rooms' } })
    return
  }
  const visible = (await windowsOf(scope)).filter((window) => window.visibilityState === 'visible')
  // a page that is open counts by itself
  if (!visible.length && pushed.unread !== undefined)
    await scope.navigator.setAppBadge?.(pushed.unread).catch(() => undefined)
  if ((await Promise.all(visible.map(pathOf))).includes(pushed.url)) return
  const { title, body, tag, url } = pushed
  await scope.registration.showNotification(title, {
    body,
    tag,
    icon: ICON,
    data: { url },
    // a newer message of the room is told too, not only shown; types lack it because not all browsers have it
    ...{ renotify: true },
  })
}

/** Pages that the server draws are no part of the app and don't listen. */
const isApp = (window: PageWindow) => !/^\/[ps]\//.test(openedAt(window))

/** Brings the page of a notification to the front: one that shows it, or any of the app, or a new one. */
export async function onNotificationClick(
  scope: PushScope,
  notification: Pick<Notification, 'close' | 'data'>,
): Promise<void> {
  notification.close()
  const { url: wanted } = (notification.data ?? {}) as { url?: unknown }
  const url = isPath(wanted) ? wanted : '/'
  const windows = (await windowsOf(scope)).filter(isApp)
  const paths = await Promise.all(windows.map(pathOf))
  const there = windows[paths.indexOf(url)]
  const any = there ?? windows.find((window) => window.visibilityState === 'visible') ?? windows[0]
  if (!any) {
    await scope.clients.openWindow(url)
    return
  }
  if (!there) any.postMessage({ type: 'PUSH_OPEN', url }, [])
  await any.focus().catch(() => undefined) // browsers allow it once in a while
}

/** Tells the server of a subscription that the browser made anew, with the session's cookies. */
export async function onSubscriptionChange(
  scope: PushScope,
  fresh: PushSubscription | null | undefined,
  old: PushSubscription | null | undefined,
): Promise<void> {
  const key = old?.options.applicationServerKey
  const now =
    fresh ??
    (key && (await scope.registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key })))
  if (!now) return // the page subscribes when it is opened again
  const { endpoint, keys } = now.toJSON()
  const language = ((await scope.language()) ?? scope.navigator.language).startsWith('en') ? 'en' : 'ko'
  const tell = () =>
    scope.fetch('/api/v1/push/subscriptions', {
      method: 'PUT',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ endpoint, keys, language }),
    })
  if ((await tell()).status !== 401) return
  const { ok } = await scope.fetch('/api/v1/sessions/refresh', { method: 'POST' })
  if (ok) await tell()
}
