/** When the day's pictures are there again, as the person's clock says it. */
import { computed, type ComputedRef } from 'vue'
import { useText } from '@/i18n'

export function useResetTime(resetsAt: () => string | undefined): ComputedRef<string> {
  const { t, language } = useText()
  return computed(() => {
    const at = new Date(resetsAt() ?? '')
    if (Number.isNaN(at.getTime())) return ''
    if (at.getHours() === 0 && at.getMinutes() === 0) return t('ai.midnight')
    return new Intl.DateTimeFormat(language.value, { hour: 'numeric', minute: '2-digit' }).format(at)
  })
}
