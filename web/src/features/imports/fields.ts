/** What a row may tell, in the order in which it is offered. */
export const fields = [
  'title',
  'day',
  'kind',
  'time',
  'venue',
  'seat',
  'cast',
  'director',
  'price',
  'genre',
  'companion',
  'halfStars',
  'review',
  'record',
  'year',
  'visibility',
  'id',
] as const
export type Field = (typeof fields)[number]

/** What every piece needs; the others are offered in a row only where they say something or are wrong. */
export const needed: readonly Field[] = ['title', 'day', 'kind', 'halfStars', 'review']

/** The fields of a form that mends a row: those that are needed, told or wrong. */
export function mendable(told: Readonly<Record<string, string>>, wrong: readonly (string | undefined)[]): Field[] {
  return fields.filter(
    (field) => field !== 'id' && (needed.includes(field) || told[field] !== undefined || wrong.includes(field)),
  )
}

/** Only what differs from what the row says. */
export function changesOf(
  told: Readonly<Record<string, string>>,
  typed: Readonly<Record<string, string>>,
): Record<string, string> {
  return Object.fromEntries(Object.entries(typed).filter(([field, value]) => value !== (told[field] ?? '')))
}
