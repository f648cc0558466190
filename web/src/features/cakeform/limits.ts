/**
 * The limits of a cake made by hand. Their source is the server's rules, which it publishes in api/openapi.json;
 * limits.test.ts fails when the two differ.
 */
import type { TextRule } from '@/features/make/facts/textRule'

export const TEXT_RULES = {
  title: { min: 1, max: 100 },
  originalTitle: { min: 0, max: 100 },
  venue: { min: 0, max: 100 },
  times: { min: 0, max: 300 },
  synopsis: { min: 0, max: 2000, multiline: true },
} as const satisfies Record<string, TextRule>
export const SEAT_RULE: TextRule = { min: 0, max: 40 }
export const NAME_RULE: TextRule = { min: 1, max: 60 }
export const PART_RULE: TextRule = { min: 0, max: 60 }

export const YEARS = { min: 1880, max: 2100 }
export const MINUTES = { min: 1, max: 1440 }
export const AGES = { min: 0, max: 19 }
/** The calendar days that a cake may have; days sort as text. */
export const FIRST_DAY = '1880-01-01'
export const LAST_DAY = '2100-12-31'
export const MAX_PRICE = 100_000_000
export const MAX_PRICES = 20
export const MAX_CREDITS = 60
export const MAX_GENRES = 5
export const MAX_LINK = 500

export const ROLES = ['director', 'cast', 'artist', 'writer', 'composer', 'producer', 'crew'] as const
export type Role = (typeof ROLES)[number]
