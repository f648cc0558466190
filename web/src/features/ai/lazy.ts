import { defineAsyncComponent, type Component } from 'vue'
import { loadTexts } from '@/i18n'

/** With the texts; where no model is set up, nobody waits for it. */
const part = (load: () => Promise<{ default: Component }>) =>
  defineAsyncComponent(async () => (await Promise.all([load(), loadTexts('ai')]))[0])

export const AiCard = part(() => import('./AiCard.vue'))
export const LateNote = part(() => import('./LateNote.vue'))
