/** What went wrong, as the client of the chat tells failures apart. */
import { Problem } from '@/api/problem'

interface Body {
  code?: string
  status?: number
  title?: string
  detail?: string
  retryAfter?: number
}

/** No answer came, whatever the reason. */
export const lost = (): Problem => new Problem('network', 0, '')

/** What the socket answers in place of a status and headers. */
export function problemOfBody({ code = 'internal', status = 500, title, detail, retryAfter }: Body): Problem {
  return new Problem(code, status, detail || title || '', {}, retryAfter)
}

export const toProblem = (error: unknown): Problem => (error instanceof Problem ? error : lost())

/**
 * The same may succeed later without a change. A session that is over is no failure of what was sent either:
 * it goes on when the person is back.
 */
export const mayPass = (problem: Problem): boolean =>
  problem.isTemporary || problem.status === 401 || problem.status === 408 || problem.status === 425
