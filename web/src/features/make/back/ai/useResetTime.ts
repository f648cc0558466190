/** When the day's pictures are there again, as the person's clock says it. */
import { computed, type ComputedRef } from 'vue'
import { useText } from '@/i18n'

export function useResetTime(resetsAt: () => string | undefined): ComputedRef<string> {
  const { language } = useText()
  return computed(() => {
    const at = new Date(resetsAt() ?? '')
    if (Number.isNaN(at.getTime())) return ''
    return new Intl.DateTimeFormat(language.value, { hour: 'numeric', minute: '2-digit' }).format(at)
  })
}
