import type { OwnTitle } from '@/api/titles'

/** "3 / 5", with large numbers grouped. */
export function progressText(title: Pick<OwnTitle, 'done' | 'need'>, language: string): string {
  const number = new Intl.NumberFormat(language)
  return `${number.format(title.done)} / ${number.format(title.need)}`
}

export type Choice = 'all' | 'owned' | 'open'

export const chosen = (titles: readonly OwnTitle[], choice: Choice): OwnTitle[] =>
  titles.filter((title) => choice === 'all' || Boolean(title.earnedAt) === (choice === 'owned'))
