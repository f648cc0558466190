import { defineAsyncComponent } from 'vue'
import { loadTexts } from '@/i18n'

/** The invitation with its texts; nobody waits for it. */
export const PushInvite = defineAsyncComponent(async () => {
  const [invite] = await Promise.all([import('./PushInvite.vue'), loadTexts('push')])
  return invite.default
})
