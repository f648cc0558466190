import type { OwnTitle } from '@/api/titles'

/** "3 / 5", with large numbers grouped, or where there is little room in short: "20만 / 100만". */
export function progressText(title: Pick<OwnTitle, 'done' | 'need'>, language: string, short = false): string {
  // what is nearly there isn't there: never rounded up
  const number = new Intl.NumberFormat(language, short ? { notation: 'compact', roundingMode: 'floor' } : {})
  return `${number.format(title.done)} / ${number.format(title.need)}`
}

export type Choice = 'all' | 'owned' | 'open'

export const chosen = (titles: readonly OwnTitle[], choice: Choice): OwnTitle[] =>
  titles.filter((title) => choice === 'all' || Boolean(title.earnedAt) === (choice === 'owned'))
