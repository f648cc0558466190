/** Turns the form into what is sent: clean text, nothing where nothing was typed, no empty rows. */
import type { components } from '@/api/schema'
import { cleanLines, cleanText } from '@/features/make/facts/textRule'
import { parsePrice } from '@/features/make/facts/price'
import { AGES, MINUTES, YEARS } from './limits'
import { isEmptyCredit, isEmptyPrice, type CakeForm } from './model'
import { parseNumber, type Place } from './validate'

export type NewCake = components['schemas']['NewCake']

/** The order for the cake, or null while its kind is not chosen. */
export function cakeOrder(form: CakeForm): NewCake | null {
  if (!form.kind) return null
  const numbers = {
    year: parseNumber(form.year, YEARS),
    minutes: parseNumber(form.minutes, MINUTES),
    age: parseNumber(form.age, AGES),
  }
  return {
    kind: form.kind,
    title: cleanText(form.title),
    ...given({
      originalTitle: cleanText(form.originalTitle),
      opens: form.opens,
      closes: form.openRun ? '' : form.closes,
      venue: cleanText(form.venue),
      area: form.area,
      times: cleanText(form.times),
      synopsis: cleanLines(form.synopsis),
      link: form.link.trim(),
      photoId: form.photo?.id ?? '',
    }),
    ...(Object.fromEntries(Object.entries(numbers).filter(([, number]) => number != null)) as Partial<
      Record<keyof typeof numbers, number>
    >),
    ...(form.openRun && { openRun: true }),
    genres: [...form.genres],
    prices: form.prices
      .filter((row) => !isEmptyPrice(row))
      .map(({ seat, won }) => ({ ...given({ seat: cleanText(seat) }), won: parsePrice(won) ?? 0 })),
    credits: form.credits
      .filter((row) => !isEmptyCredit(row))
      .map(({ role, name, part }) => ({ role, name: cleanText(name), ...given({ part: cleanText(part) }) })),
  } as NewCake
}

/** The place in the form that the server means: rows in which nothing was typed were not sent. */
export function placeInForm(form: CakeForm, place: Place): Place {
  const row = /^(prices|credits)\[(\d+)\](.*)$/.exec(place)
  if (!row) return place
  const [, list, sent, rest] = row
  const isEmpty = list === 'prices' ? form.prices.map(isEmptyPrice) : form.credits.map(isEmptyCredit)
  const kept = isEmpty.flatMap((empty, i) => (empty ? [] : [i]))
  return `${list}[${kept[Number(sent)] ?? sent}]${rest}`
}

function given<T extends Record<string, string>>(values: T): Partial<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== '')) as Partial<T>
}
