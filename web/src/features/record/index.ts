import { defineAsyncComponent } from 'vue'
import { loadTexts } from '@/i18n'

/** What other pages show of a record, with its texts; loaded when one of them wants it. */
export const RecordSection = defineAsyncComponent(async () => {
  const [section] = await Promise.all([import('./viewer/RecordSection.vue'), loadTexts('record')])
  return section
})
