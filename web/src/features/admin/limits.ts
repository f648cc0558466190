/** What admins may write. The source is the server's rules (api/openapi.json); limits.test.ts fails when the two differ. */
import { text } from '@/i18n'
import { textFault, type TextRule } from '../make/facts/textRule'

export const REASON_RULE = { min: 1, max: 200 } as const satisfies TextRule
export const NOTICE_TITLE_RULE = { min: 1, max: 60 } as const satisfies TextRule
export const NOTICE_TEXT_RULE = { min: 1, max: 2000, multiline: true } as const satisfies TextRule
export const ANSWER_RULE = { min: 1, max: 2000, multiline: true } as const satisfies TextRule

/** What is wrong with a text, in words. */
export function broken(value: string, rule: TextRule): string | undefined {
  const fault = textFault(value, rule)
  return fault ? text(`admin.rules.${fault}`, { n: rule.max }) : undefined
}
