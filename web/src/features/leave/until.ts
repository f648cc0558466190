import { instantDay, timeOfDay } from '@/lib/date'

/** Until when one can come back, in words that don't break within the day: 2026년 12월 10일 오후 9:05 */
export const untilText = (iso: string, language: string): string =>
  `${instantDay(iso, language)} ${timeOfDay(new Date(iso), language)}`.replaceAll(' ', '\u00a0')
