import { expect, it } from 'vitest'
import { asProblem, Problem, problemOf, retrySeconds } from './problem'

const describe = (code: string) => `about ${code}`
const answer = (status: number, headers: Record<string, string> = {}) => new Response(null, { status, headers })

it('reads code, sentence and fields of an answer', () => {
  const problem = problemOf(
    answer(422),
    {
      code: 'invalid',
      detail: 'Please check.',
      requestId: 'r1',
      errors: [
        { location: 'body.nickname', message: 'taken', code: 'taken' },
        { location: 'body.nickname', message: 'second', code: 'x' },
        { location: 'body.crop.x', message: 'out' },
        { message: 'nowhere' },
      ],
    },
    describe,
  )
  expect(problem).toMatchObject({ code: 'invalid', status: 422, message: 'Please check.', requestId: 'r1' })
  expect(problem.fields).toEqual({ nickname: 'taken', 'crop.x': 'out' })
  expect(problem.isTemporary).toBe(false)
})

it.each([
  [401, 'unauthenticated'],
  [404, 'not_found'],
  [503, 'unavailable'],
  [500, 'internal'],
  [502, 'internal'],
])('makes something of a %i without a body', (status, code) => {
  const problem = problemOf(answer(status), '<html>', describe)
  expect(problem).toMatchObject({ code, message: `about ${code}` })
})

it('knows how long to wait', () => {
  expect(problemOf(answer(429, { 'Retry-After': '30' }), { code: 'too_many' }, describe)).toMatchObject({
    retryAfter: 30,
    isTemporary: true,
  })
  const now = Date.parse('2026-08-03T10:00:00Z')
  expect(retrySeconds('Mon, 03 Aug 2026 10:00:20 GMT', now)).toBe(20)
  expect(retrySeconds('Mon, 03 Aug 2026 09:00:00 GMT', now)).toBe(0)
  expect(retrySeconds('soon', now)).toBeUndefined()
  expect(retrySeconds(null)).toBeUndefined()
})

it('tells a lost network from a bug', () => {
  expect(asProblem(new TypeError('Failed to fetch'), describe)).toMatchObject({ code: 'network', isTemporary: true })
  expect(asProblem(new Error('x'), describe).code).toBe('internal')
  const known = new Problem('conflict', 409, 'x')
  expect(asProblem(known, describe)).toBe(known)
})
