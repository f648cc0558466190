/** Days in a room, by the clock of this device. */
import { addDays, dayName, fullDay, today, type Day } from '@/lib/date'
import { text } from '@/i18n'

/** The line above a day's messages: today and yesterday by name, this year's days without the year. */
export function dayLine(day: Day, language: string, now: Day = today()): string {
  if (day === now) return text('chat.room.today')
  if (day === addDays(now, -1)) return text('chat.room.yesterday')
  return day.slice(0, 4) === now.slice(0, 4) ? dayName(day, language) : fullDay(day, language)
}
