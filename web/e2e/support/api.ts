import { randomBytes } from 'node:crypto'
import { expect, type APIRequestContext } from '@playwright/test'
import type { components } from '../../src/api/schema'
import { smallPicture } from './picture'

type Schemas = components['schemas']
export type Piece = Schemas['Piece']
export type PieceOrder = Schemas['NewPiece']

/** A person with an account; `password` opens it. */
export interface Person {
  id: string
  email: string
  nickname: string
  password: string
}

const code = () => randomBytes(4).toString('hex')

/**
 * Makes an account and signs it in where `request` keeps its cookies: `context.request` signs in the browser.
 * The cards for newcomers are done with.
 */
export async function join(request: APIRequestContext, language: 'ko' | 'en' = 'ko'): Promise<Person> {
  const name = code()
  const account = { email: `${name}@piece.example`, nickname: `관객${name}`, password: `막이 오르면 ${code()}` }
  const answer = await request.post('/api/v1/accounts', { data: { ...account, language } })
  expect(answer.status(), await answer.text()).toBe(201)
  const { id } = (await answer.json()) as Schemas['Me']
  expect((await request.patch('/api/v1/me', { data: { onboarded: true } })).ok()).toBe(true)
  return { id, ...account }
}

export async function logIn(request: APIRequestContext, { email, password }: Person): Promise<void> {
  const answer = await request.post('/api/v1/sessions', { data: { email, password } })
  expect(answer.status(), await answer.text()).toBe(201)
}

export async function uploadPhoto(request: APIRequestContext, bytes: Buffer = smallPicture()): Promise<string> {
  const asked = await request.post('/api/v1/media/uploads', { data: { contentType: 'image/png', size: bytes.length } })
  expect(asked.status(), await asked.text()).toBe(201)
  const grant = (await asked.json()) as { id: string; url: string; headers: Record<string, string> }
  expect((await request.put(grant.url, { headers: grant.headers, data: bytes })).ok()).toBe(true)
  const done = await request.post(`/api/v1/media/uploads/${grant.id}/complete`)
  expect(done.status(), await done.text()).toBe(200)
  return ((await done.json()) as { id: string }).id
}

const wholePhoto = { x: 0, y: 0, width: 1, height: 1, turn: 0 as const }

/** Has the back painted and waits for it. */
export async function paint(request: APIRequestContext, photoId: string, kind: PieceOrder['kind']): Promise<string> {
  const asked = await request.post('/api/v1/artworks', { data: { photoId, crop: wholePhoto, kind } })
  expect(asked.status(), await asked.text()).toBe(202)
  const { id } = (await asked.json()) as { id: string }
  await expect
    .poll(async () => ((await (await request.get(`/api/v1/artworks/${id}?wait=5`)).json()) as { state: string }).state)
    .toBe('done')
  return id
}

/** Makes a piece of its own photo and painting. */
export async function makePiece(
  request: APIRequestContext,
  wanted: Partial<Omit<PieceOrder, 'photoId' | 'artworkId'>> = {},
  picture?: Buffer,
): Promise<Piece> {
  const kind = wanted.kind ?? 'musical'
  const photoId = await uploadPhoto(request, picture)
  const artworkId = await paint(request, photoId, kind)
  const order: PieceOrder = {
    kind,
    title: '달빛 정원',
    day: '2026-08-03',
    halfStars: 9,
    review: '오래 남을 밤이었다',
    visibility: 'private',
    shape: 'perforated',
    paper: 'ivory',
    crop: wholePhoto,
    ...wanted,
    photoId,
    artworkId,
  }
  const answer = await request.post('/api/v1/pieces', { headers: { 'Idempotency-Key': code() + code() }, data: order })
  expect(answer.status(), await answer.text()).toBe(201)
  return (await answer.json()) as Piece
}

export type Cake = Schemas['Cake']

/** Brings in a cake by hand; the title has to be one of its own. */
export async function makeCake(
  request: APIRequestContext,
  wanted: Partial<Schemas['NewCake']> & { title: string },
): Promise<Cake> {
  const answer = await request.post('/api/v1/cakes', {
    headers: { 'Idempotency-Key': code() + code() },
    data: { kind: 'musical', ...wanted },
  })
  expect(answer.status(), await answer.text()).toBe(201)
  return (await answer.json()) as Cake
}

export type PieceRecord = Schemas['Record']

/** Writes the record of an own piece, whatever it was before; photos are uploaded. */
export async function writeRecord(
  request: APIRequestContext,
  pieceId: string,
  { text = '', photos = [] }: { text?: string; photos?: { picture: Buffer; caption?: string }[] },
): Promise<PieceRecord> {
  const address = `/api/v1/pieces/${pieceId}/record`
  const { version } = (await (await request.get(address)).json()) as PieceRecord
  const refs: Schemas['NewRecordPhoto'][] = []
  for (const { picture, caption = '' } of photos) refs.push({ photoId: await uploadPhoto(request, picture), caption })
  const answer = await request.put(address, { data: { text, photos: refs, version } })
  expect(answer.status(), await answer.text()).toBe(200)
  return (await answer.json()) as PieceRecord
}

export async function readRecord(request: APIRequestContext, pieceId: string): Promise<PieceRecord> {
  const answer = await request.get(`/api/v1/pieces/${pieceId}/record`)
  expect(answer.status(), await answer.text()).toBe(200)
  return (await answer.json()) as PieceRecord
}

export async function countPieces(request: APIRequestContext): Promise<number> {
  const answer = await request.get('/api/v1/pieces/summary?today=2026-08-03')
  expect(answer.ok()).toBe(true)
  return ((await answer.json()) as { total: number }).total
}
