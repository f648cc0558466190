import { registerSW } from 'virtual:pwa-register'
import { text } from '@/i18n'
import { toast } from '@/lib/toast'

const HOURLY = 60 * 60_000

/** Registers the service worker and offers a reload when a new version is ready; never reloads by itself. */
const update = registerSW({
  immediate: true,
  onNeedRefresh: () => toast(text('ui.update'), { action: { label: text('ui.reload'), run: () => void update(true) } }),
  onRegisteredSW: (_address, registration) => {
    if (registration) setInterval(() => void registration.update().catch(() => undefined), HOURLY)
  },
})
