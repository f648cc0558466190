import { defineAsyncComponent } from 'vue'
import { loadTexts } from '@/i18n'

/** The sheet with its texts, which come when it is asked for. */
export const ReportSheet = defineAsyncComponent(async () => {
  const [sheet] = await Promise.all([import('./ReportSheet.vue'), loadTexts('report')])
  return sheet.default
})
