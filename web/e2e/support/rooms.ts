import { randomBytes } from 'node:crypto'
import { expect, type APIRequestContext, type Locator, type Page } from '@playwright/test'
import type { components } from '../../src/api/schema'
import { makeCake, type Cake } from './api'

type Schemas = components['schemas']
export type Room = Schemas['Room']

export async function joinRoom(request: APIRequestContext, cakeId: string): Promise<Room> {
  const answer = await request.put(`/api/v1/rooms/open/of/${cakeId}`)
  expect(answer.ok(), await answer.text()).toBe(true)
  return (await answer.json()) as Room
}

/** A cake with its room, in which whoever asks is the first. */
export async function makeRoom(request: APIRequestContext): Promise<{ cake: Cake; room: Room }> {
  const cake = await makeCake(request, { title: `이야기 많은 무대 ${randomBytes(4).toString('hex')}` })
  return { cake, room: await joinRoom(request, cake.id) }
}

export async function directRoom(request: APIRequestContext, personId: string): Promise<Room> {
  const answer = await request.put(`/api/v1/rooms/direct/with/${personId}`)
  expect(answer.ok(), await answer.text()).toBe(true)
  return (await answer.json()) as Room
}

/** Sends past the page, as another device does. */
export async function say(request: APIRequestContext, roomId: string, text: string): Promise<void> {
  const clientId = randomBytes(8).toString('hex')
  const answer = await request.post(`/api/v1/rooms/${roomId}/messages`, { data: { clientId, text } })
  expect(answer.status(), await answer.text()).toBe(201)
}

/** What the server has stored, in its order. */
export async function said(request: APIRequestContext, roomId: string): Promise<string[]> {
  const answer = await request.get(`/api/v1/rooms/${roomId}/messages?limit=100`)
  expect(answer.ok(), await answer.text()).toBe(true)
  return ((await answer.json()) as { items: { text?: string }[] }).items.map(({ text = '' }) => text)
}

/** A room as it is open on a page. */
export class OpenRoom {
  constructor(readonly page: Page) {}

  /** All messages, or the one that says so itself. */
  message(text?: string): Locator {
    const all = this.page.getByTestId('message')
    if (text === undefined) return all
    const quoted = this.page.getByTestId('quote').filter({ hasText: text })
    return all.filter({ hasText: text, hasNot: quoted })
  }

  async goto(roomId: string): Promise<void> {
    await this.page.goto(`/rooms/${roomId}`)
    await expect(this.page.getByTestId('chat-text')).toBeVisible()
  }

  /** `shown`: what of it the page shows, if not all. */
  async write(text: string, shown = text): Promise<void> {
    await this.page.getByTestId('chat-text').fill(text)
    await this.page.getByTestId('chat-text').press('Enter')
    await expect(this.message(shown)).toHaveCount(1)
  }

  /** Stored by the server, and shown so. */
  async sent(text: string): Promise<void> {
    await expect(this.message(text)).toHaveAttribute('data-state', 'sent')
  }

  /** Puts a photo beside what is typed. */
  async attach(buffer: Buffer): Promise<void> {
    const file = { name: 'photo.png', mimeType: 'image/png', buffer }
    await this.page.getByTestId('chat-photos').setInputFiles([file])
    await expect(this.page.getByRole('button', { name: '1번째 사진 빼기' })).toBeVisible()
  }

  async send(text: string): Promise<void> {
    await this.page.getByTestId('chat-text').fill(text)
    await this.page.getByTestId('chat-send').click()
    await expect(this.message(text)).toHaveCount(1)
  }

  /** Chooses something of a message's menu. */
  async choose(text: string, name: string): Promise<void> {
    await this.message(text).hover()
    await this.message(text).getByRole('button', { name: '메시지 메뉴' }).click()
    await this.page.getByRole('dialog').getByRole('button', { name, exact: true }).click()
  }
}
