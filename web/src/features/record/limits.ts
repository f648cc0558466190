/** The limits of a record. Their source is the server's rules (api/openapi.json); limits.test.ts fails when the two differ. */
import type { TextRule } from '../make/facts/textRule'

export const TEXT_RULE = { min: 0, max: 10_000, multiline: true } as const satisfies TextRule
export const CAPTION_RULE = { min: 0, max: 100 } as const satisfies TextRule
export const MAX_PHOTOS = 10
/** From here on the editor counts the characters that are left. */
export const NEARLY_FULL = 9_000
