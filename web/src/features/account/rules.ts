import { text } from '@/i18n'
import { tidy, visibleLength } from '@/lib/grapheme'

/** The same limits as the API's; a test holds them to the published description. */
export const limits = {
  nickname: { min: 2, max: 12 },
  password: { min: 10, max: 128 },
  email: { max: 254 },
} as const

const NICKNAME = /^[\p{L}\p{M}\p{N}_.]+$/u
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/

type Verdict = string | undefined

export function emailRule(value: string): Verdict {
  const address = tidy(value)
  if (!address) return text('account.rules.required')
  return EMAIL.test(address) && address.length <= limits.email.max ? undefined : text('account.rules.email')
}

export function nicknameRule(value: string): Verdict {
  const name = tidy(value)
  if (!name) return text('account.rules.required')
  const length = visibleLength(name)
  if (length < limits.nickname.min || length > limits.nickname.max) return text('account.rules.nicknameLength')
  return NICKNAME.test(name) ? undefined : text('account.rules.nicknameCharacters')
}

/** Of a new password; an old one is only asked for. */
export function passwordRule(value: string): Verdict {
  if (!value) return text('account.rules.required')
  const missing = limits.password.min - visibleLength(value)
  if (missing > 0) return text('account.rules.passwordShort', { n: missing })
  return visibleLength(value) > limits.password.max ? text('account.rules.passwordLong') : undefined
}

export const requiredRule = (value: string): Verdict => (value ? undefined : text('account.rules.required'))

export const strengths = ['weak', 'fair', 'good', 'strong'] as const
export type Strength = (typeof strengths)[number]

/** A hint, not a rule: length counts most, variety a little, repetition not at all. */
export function strengthOf(password: string): Strength {
  const different = new Set(password).size
  const sorts = [/\p{Ll}/u, /\p{Lu}/u, /\p{N}/u, /\p{Lo}/u, /[^\p{L}\p{N}]/u].filter((s) => s.test(password)).length
  const score = Math.min(visibleLength(password), different * 1.6) + sorts * 2
  if (score < 15) return 'weak'
  if (score < 19) return 'fair'
  return score < 23 ? 'good' : 'strong'
}
