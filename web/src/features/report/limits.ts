/** What a report may hold. The source is the server's rules (api/openapi.json); limits.test.ts fails when the two differ. */
import type { ReportReason } from '@/api/reports'
import type { TextRule } from '../make/facts/textRule'

export const TEXT_RULE = { min: 0, max: 500, multiline: true } as const satisfies TextRule

/** In the order in which they are offered. */
export const REASONS = ['spam', 'sexual', 'hateful', 'illegal', 'other'] as const satisfies readonly ReportReason[]
