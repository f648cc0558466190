import { VueQueryPlugin } from '@tanstack/vue-query'
import { createApp } from 'vue'
import { i18n, setLanguage, storedLanguage } from '@/i18n'
import App from './App.vue'
import { takeBootData } from './boot'
import { renewInTime } from '@/api/session'
import { installFocus } from './focus'
import './main.css'
import { queryClient } from './queryClient'
import { router } from './router'
import { installSessionWatch } from './sessionWatch'
import { whenIdle } from './idle'
import '@/styles/fonts/core.css'

takeBootData(queryClient)
installFocus(router)
installSessionWatch(router, queryClient)
void renewInTime()

const app = createApp(App).use(i18n).use(VueQueryPlugin, { queryClient }).use(router)
const language = storedLanguage()
await Promise.all([router.isReady(), language === 'ko' ? undefined : setLanguage(language)])
app.mount('#app')

// never before the first paint: glyphs outside of the core font, and the service worker
whenIdle(() => {
  void import('@/styles/fonts/rest.css')
  if (import.meta.env.PROD) void import('./serviceWorker')
})
