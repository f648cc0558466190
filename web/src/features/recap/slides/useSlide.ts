import { computed } from 'vue'
import type { Recap } from '@/api/statistics'
import { useText } from '@/i18n'
import { plainDay, shortMonthName } from '@/lib/date'
import type { PageName } from '../pages'

/** What a page says whose point is one value. */
export interface Saying {
  /** Above the value. */
  lead: string
  value: string
  notes: readonly string[]
  /** Names below it. */
  names?: readonly string[]
}

/** Pages of one value, in words. */
export type ValuePage = Extract<
  PageName,
  'month' | 'money' | 'place' | 'artist' | 'row' | 'streak' | 'again' | 'before'
>

const NAMES = 5

export function useSlide(recap: () => Recap) {
  const { t, language } = useText()
  const number = (n: number) => new Intl.NumberFormat(language.value).format(n)
  const won = (n: number) => t('recap.won', { n: number(n) })
  const day = (d: string) => plainDay(d, language.value)
  const counted = (n: number) => t('recap.pieces', { n: number(n) }, n)

  const sayings: Record<ValuePage, (r: Recap) => Saying> = {
    month: (r) => ({
      lead: t('recap.month'),
      value: shortMonthName(`${r.year}-${String(r.busiest.month).padStart(2, '0')}`, language.value),
      notes: [t('recap.monthNote', { n: counted(r.busiest.pieces) })],
    }),
    money: (r) => ({
      lead: t('recap.money'),
      value: won(r.total.spent),
      notes: [
        t('recap.moneyNote', { n: won(r.total.perViewing ?? 0) }),
        ...(r.total.free ? [t('recap.moneyFree', { n: r.total.free }, r.total.free)] : []),
      ],
    }),
    place: (r) => ({
      lead: t((r.place?.pieces ?? 0) > 1 ? 'recap.place' : 'recap.newPlaces'),
      value:
        (r.place?.pieces ?? 0) > 1
          ? (r.place?.name ?? '')
          : t('recap.places', { n: r.newVenues.total }, r.newVenues.total),
      notes: [
        ...((r.place?.pieces ?? 0) > 1 ? [t('recap.placeNote', { n: r.place?.pieces }, r.place?.pieces)] : []),
        ...(r.newVenues.total ? [t('recap.newNote', { n: r.newVenues.total }, r.newVenues.total)] : []),
      ],
      names: r.newVenues.names.slice(0, NAMES),
    }),
    artist: (r) => ({
      lead: t('recap.artist'),
      value: r.artist?.name ?? '',
      notes: [t('recap.artistNote', { n: r.artist?.pieces }, r.artist?.pieces)],
    }),
    row: (r) => ({
      lead: t('recap.row'),
      value: t('recap.rowOf', { row: r.seatRow?.name }),
      notes: [t('recap.rowNote', { n: r.seatRow?.pieces }, r.seatRow?.pieces)],
    }),
    streak: (r) => ({
      lead: t('recap.streak'),
      value: t('recap.weeks', { n: r.streak.weeks }),
      notes: [t('recap.streakNote', { from: day(r.streak.first), to: day(r.streak.last) })],
    }),
    again: (r) => {
      const most = r.viewings.items[0]
      return {
        lead: t('recap.again'),
        value: t('recap.times', { n: r.viewings.again }, r.viewings.again),
        notes: [most ? t('recap.againNote', { title: most.title, n: most.pieces }) : t('recap.againOnly')],
      }
    },
    before: (r) => {
      const by = r.before.now.pieces - r.before.then.pieces
      const sign = by > 0 ? '+' : '−'
      const words = { year: r.before.year, n: counted(r.before.then.pieces) }
      return {
        lead: t('recap.before'),
        value: by ? sign + counted(Math.abs(by)) : t('recap.beforeSame'),
        notes: [
          r.before.through
            ? t('recap.beforeNoteUntil', words, r.before.then.pieces)
            : t('recap.beforeNote', words, r.before.then.pieces),
        ],
      }
    },
  }
  const saying = (page: ValuePage) => computed(() => sayings[page](recap()))
  return { t, language, day, counted, saying }
}
