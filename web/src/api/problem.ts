/**
 * What went wrong, in the words of the API (RFC 9457), or `network` when no answer came.
 * `message` is a sentence for people in the language of the page.
 */
export class Problem extends Error {
  override readonly name = 'Problem'

  constructor(
    /** Stable code: invalid, not_found, too_many, network, … */
    readonly code: string,
    /** HTTP status; 0 when there was no answer. */
    readonly status: number,
    message: string,
    /** Messages by field, `body.nickname` → `nickname`. */
    readonly fields: Readonly<Record<string, string>> = {},
    /** Seconds after which a new try may succeed. */
    readonly retryAfter?: number,
    readonly requestId?: string,
  ) {
    super(message)
  }

  /** The same request may succeed later without a change. */
  get isTemporary(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500
  }
}

interface Body {
  code?: string
  title?: string
  detail?: string
  requestId?: string
  errors?: { location?: string; message?: string; code?: string }[] | null
}

const codeOfStatus: Record<number, string> = {
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not_found',
  409: 'conflict',
  413: 'too_large',
  422: 'invalid',
  429: 'too_many',
  503: 'unavailable',
}

/** `body.crop.x` → `crop.x`, `path.id` → `id`. */
export const fieldOf = (location: string): string => location.replace(/^(body|query|path|header)\.?/, '')

/** Seconds from a Retry-After header: a number of seconds, or a date. */
export function retrySeconds(header: string | null, now = Date.now()): number | undefined {
  if (!header) return undefined
  const seconds = /^\d+$/.test(header.trim()) ? Number(header) : Math.ceil((Date.parse(header) - now) / 1000)
  return Number.isFinite(seconds) ? Math.max(0, seconds) : undefined
}

/** Reads an answer that is not a success; `describe` gives the sentence when the answer has none. */
export function problemOf(response: Response, body: unknown, describe: (code: string) => string): Problem {
  const { code, title, detail, requestId, errors } = (typeof body === 'object' && body !== null ? body : {}) as Body
  const stable = code ?? codeOfStatus[response.status] ?? 'internal'
  const fields: Record<string, string> = {}
  for (const { location, message } of errors ?? []) {
    if (location && message) fields[fieldOf(location)] ??= message
  }
  const sentence = detail || (code ? title : undefined) || describe(stable)
  return new Problem(
    stable,
    response.status,
    sentence,
    fields,
    retrySeconds(response.headers.get('Retry-After')),
    requestId,
  )
}

/** Any thrown thing as a Problem: a failed fetch becomes `network`, a bug becomes `internal`. */
export function asProblem(error: unknown, describe: (code: string) => string): Problem {
  if (error instanceof Problem) return error
  const isNetwork = error instanceof TypeError || (error instanceof DOMException && error.name !== 'AbortError')
  const code = isNetwork ? 'network' : 'internal'
  return new Problem(code, 0, describe(code))
}
