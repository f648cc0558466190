/**
 * The limits of the facts and the review. Their source is the server's rules, which it publishes in api/openapi.json;
 * limits.test.ts fails when the two differ.
 */
import type { TextRule } from './textRule'

export const TEXT_RULES = {
  title: { min: 1, max: 100 },
  cast: { min: 0, max: 200 },
  director: { min: 0, max: 100 },
  venue: { min: 0, max: 100 },
  seat: { min: 0, max: 60 },
  companion: { min: 0, max: 60 },
  review: { min: 1, max: 50 },
} as const satisfies Record<string, TextRule>

/** The calendar days that a piece may have; days sort as text. */
export const FIRST_DAY = '1900-01-01'
export const LAST_DAY = '2100-12-31'
export const MAX_PRICE = 100_000_000
export const MAX_HALF_STARS = 10
