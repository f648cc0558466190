import { computed } from 'vue'
import { useText } from '@/i18n'
import { shortMonthName, weekdayNames } from '@/lib/date'
import type { Unit } from './chart/chart'

/** How numbers, money and times are said in charts. */
export function useWords() {
  const { t, language } = useText()
  const plain = computed(() => new Intl.NumberFormat(language.value))
  const compact = computed(
    () => new Intl.NumberFormat(language.value, { notation: 'compact', maximumFractionDigits: 1 }),
  )
  const won = (n: number) => t('stats.won', { n: plain.value.format(n) })
  const pieces = (n: number) => t('stats.pieces', { n: plain.value.format(n) }, n)

  const inPieces = computed<Unit>(() => ({ words: pieces, axis: (n) => plain.value.format(n) }))
  const inWon = computed<Unit>(() => ({ words: won, axis: (n) => compact.value.format(n) }))

  const month = (number: number) => {
    const label = shortMonthName(`2026-${String(number).padStart(2, '0')}`, language.value)
    return { label, short: language.value === 'ko' ? String(number) : label.slice(0, 1) }
  }
  /** 오후 7시, 7 PM */
  const hour = (number: number) => {
    const half = t(number < 12 ? 'stats.am' : 'stats.pm')
    return { label: t('stats.hour', { half, n: number % 12 || 12 }), short: String(number) }
  }
  /** From Monday. */
  const weekdays = computed(() => {
    const [sunday = '', ...rest] = weekdayNames(language.value)
    return [...rest, sunday]
  })
  return { won, pieces, inPieces, inWon, month, hour, weekdays }
}
