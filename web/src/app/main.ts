import { VueQueryPlugin } from '@tanstack/vue-query'
import { createApp } from 'vue'
import { applyLanguage, i18n, storedLanguage } from '@/i18n'
import { whenIdle } from '@/lib/idle'
import App from './App.vue'
import { takeBootData } from './boot'
import { renewInTime, whenSignedIn } from '@/api/session'
import { installFocus } from './focus'
import './main.css'
import { queryClient } from './queryClient'
import { installReturnWatch } from './returnWatch'
import { router } from './router'
import { installSessionWatch } from './sessionWatch'
import '@/lib/theme' // follows the system on every page, also where nothing shows it
import '@/styles/fonts/core.css'

takeBootData(queryClient)
installFocus(router)
installSessionWatch(router, queryClient)
installReturnWatch(router, queryClient)
void renewInTime()

// before the router, or it would fetch the first page's texts in the wrong language
await applyLanguage(storedLanguage())
const app = createApp(App).use(i18n).use(VueQueryPlugin, { queryClient }).use(router)
await router.isReady()
app.mount('#app')

// never before the first paint: glyphs outside of the core font, the chat of a person, and the service worker
whenIdle(() => {
  import('@/styles/fonts/rest.css').catch(() => undefined) // without a network the core must do
  whenSignedIn(() => void import('@/features/chat/core/live').catch(() => undefined)) // the next page tries again
  if (!import.meta.env.PROD) return
  void import('./serviceWorker')
  if ('serviceWorker' in navigator)
    import('@/features/push/page').then((push) => push.installPush(router, queryClient)).catch(() => undefined)
})
