/** What a message may hold. The source is the server's rules (api/openapi.json); limits.test.ts fails when the two differ. */
export const MAX_TEXT = 1000
export const MAX_PICTURES = 10
export const MAX_MENTIONS = 10
/** From here on the characters are counted. */
export const NEARLY_FULL = 900
