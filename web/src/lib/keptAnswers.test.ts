import { expect, it } from 'vitest'
import { isKept, isOwn } from './keptAnswers'

const at = (path: string) => new URL(path, 'https://piece.example')
const id = '01m8artwfntahdt7vw78awskmh'

it.each([
  ['/api/v1/me', true],
  ['/api/v1/pieces?scope=mine&limit=24', true],
  ['/api/v1/pieces?limit=12', true],
  ['/api/v1/pieces/calendar?month=2026-11', true],
  ['/api/v1/pieces/memories?today=2026-11-26', true],
  [`/api/v1/pieces/${id}`, true],
  [`/api/v1/media/${id}`, true],
  [`/api/v1/media/${id}/image`, false],
  ['/api/v1/pieces?scope=public&limit=24', false],
  ['/api/v1/pieces?scope=hearted&limit=24', false],
  ['/api/v1/pieces?scope=mine&q=%E3%84%B7', false],
  ['/api/v1/pieces/print?ids=a,b', false],
  [`/api/v1/pieces/${id}/record`, false],
  [`/api/v1/people/${id}`, false],
  ['/api/v1/links', false],
  ['/api/v1/feed', false],
  ['/api/v1/sessions', false],
])('D13 of %s the worker keeps: %s', (path, kept) => expect(isKept(at(path))).toBe(kept))

it('D13 keeps a piece of one’s own, and of nobody else', async () => {
  const answer = (body: unknown) => new Response(JSON.stringify(body))
  expect(await isOwn(at(`/api/v1/pieces/${id}`), answer({ mine: true }))).toBe(true)
  expect(await isOwn(at(`/api/v1/pieces/${id}`), answer({ mine: false }))).toBe(false)
  expect(await isOwn(at(`/api/v1/pieces/${id}`), new Response('no JSON'))).toBe(false)
  expect(await isOwn(at('/api/v1/pieces?scope=mine'), answer({ items: [] }))).toBe(true)
})
