/** The push messages of this browser, behind a port that tests can fill. */

/** A subscription as the browser has it. */
export interface Known {
  endpoint: string
  keys: { p256dh: string; auth: string }
  /** What it was made with. */
  key: string
  end: () => Promise<unknown>
}

export interface Device {
  /** `install`: only the app on the home screen can (iOS). */
  can: () => 'yes' | 'no' | 'install'
  permission: () => NotificationPermission
  ask: () => Promise<NotificationPermission>
  current: () => Promise<Known | null>
  subscribe: (key: string) => Promise<Known>
}

export class TooLate extends Error {}

/** Work of the browser that may never end, such as subscribing behind a firewall. */
export function within<T>(ms: number, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new TooLate()), ms)
    work.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}

const text = (bytes: ArrayBuffer | null): string =>
  btoa(String.fromCharCode(...new Uint8Array(bytes ?? new ArrayBuffer(0))))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')

const known = (subscription: PushSubscription): Known => ({
  endpoint: subscription.endpoint,
  keys: { p256dh: text(subscription.getKey('p256dh')), auth: text(subscription.getKey('auth')) },
  key: text(subscription.options.applicationServerKey),
  end: () => subscription.unsubscribe(),
})

/** The service worker is registered when the page is idle. */
const WORKER = 10_000
const registration = () => within(WORKER, navigator.serviceWorker.ready)

const onHomeScreen = () => matchMedia('(display-mode: standalone)').matches

export const browserDevice: Device = {
  can() {
    if ('serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window) return 'yes'
    return /iPhone|iPad/.test(navigator.userAgent) && !onHomeScreen() ? 'install' : 'no'
  },
  permission: () => Notification.permission,
  ask: () => Notification.requestPermission(),
  async current() {
    const found = await (await registration()).pushManager.getSubscription()
    return found && known(found)
  },
  async subscribe(key) {
    const { pushManager } = await registration()
    return known(await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key }))
  },
}
