/** What a question may hold. The source is the server's rules (api/openapi.json); limits.test.ts fails when the two differ. */
import type { Category } from '@/api/questions'
import { text } from '@/i18n'
import { textFault, type TextRule } from '../make/facts/textRule'

export const TITLE_RULE = { min: 1, max: 60 } as const satisfies TextRule
export const TEXT_RULE = { min: 1, max: 2000, multiline: true } as const satisfies TextRule

/** In the order in which they are offered. */
export const CATEGORIES = ['account', 'piece', 'cake', 'chat', 'idea', 'other'] as const satisfies readonly Category[]

/** What is wrong with a text, in words. */
export function broken(value: string, rule: TextRule): string | undefined {
  const fault = textFault(value, rule)
  return fault ? text(`questions.rules.${fault}`, { n: rule.max }) : undefined
}
