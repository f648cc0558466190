import { createServer, type Server as HttpServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from '@playwright/test'

/** What is printed on a ticket, by field, with how sure the model is. */
export type Printed = Record<string, readonly [text: string, confidence: number]>

/** How a picture is read. */
export type Way = Printed | 'refused' | 'nonsense' | 'unauthorized' | 'cut' | 'noTicket' | 'waits'

const FIELDS = ['kind', 'title', 'date', 'time', 'venue', 'seat', 'price', 'cast', 'director']

/** A local server that speaks the protocol of a chat model that sees and is bound to a schema. */
export class TicketModel {
  /** The pictures that came, oldest first, as base64. */
  readonly seen: string[] = []
  private way: Way = 'noTicket'
  private readonly held = new Set<() => void>()

  private constructor(private readonly http: HttpServer) {}

  static async start(): Promise<TicketModel> {
    const http = createServer()
    const model = new TicketModel(http)
    http.on('request', (request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => void model.answer(Buffer.concat(chunks).toString(), response))
    })
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
    return model
  }

  /** Settings of our program that lead here. */
  settings(): NodeJS.ProcessEnv {
    return {
      PIECE_AI_PROVIDER: 'openai',
      PIECE_AI_URL: `http://127.0.0.1:${(this.http.address() as AddressInfo).port}/v1`,
      PIECE_AI_LABEL: '글눈',
      PIECE_AI_VISION_MODEL: 'eye-1',
      PIECE_AI_IMAGE_MODEL: 'none',
    }
  }

  /** How the next pictures are read; `waits` holds them until `release`. */
  reads(way: Way): void {
    this.way = way
  }

  /** Lets go of those that wait, read in another way. */
  release(way: Way): void {
    this.way = way
    for (const go of this.held) go()
    this.held.clear()
  }

  async stop(): Promise<void> {
    this.release('noTicket')
    this.http.closeAllConnections()
    await new Promise((resolve) => this.http.close(resolve))
  }

  private async answer(body: string, response: ServerResponse): Promise<void> {
    const asked = JSON.parse(body) as { response_format?: { type?: string } }
    if (asked.response_format?.type !== 'json_schema') return void response.writeHead(400).end()
    this.seen.push(/data:image\/jpeg;base64,([^"]+)/.exec(body)?.[1] ?? '')
    if (this.way === 'waits') await new Promise<void>((go) => this.held.add(go))
    switch (this.way) {
      case 'cut':
        response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': 5000 })
        response.write('{"id": "chatcmpl-1", "choices": [', () => response.destroy())
        return
      case 'unauthorized':
        response.writeHead(401, { 'Content-Type': 'application/json' })
        response.end(JSON.stringify({ error: { message: 'Incorrect API key.', code: 'invalid_api_key', type: 'x' } }))
        return
      case 'refused':
        return say(response, null, 'I can’t help with that.')
      case 'nonsense':
        return say(response, '멋진 티켓이네요!')
      case 'noTicket':
      case 'waits':
        return say(response, JSON.stringify({ is_ticket: false }))
      default: {
        const { way } = this
        const all = FIELDS.map((field) => {
          const [text, confidence] = way[field] ?? ['', 0]
          return [field, { text, confidence }]
        })
        return say(response, JSON.stringify({ is_ticket: true, ...Object.fromEntries(all) }))
      }
    }
  }
}

function say(response: ServerResponse, content: string | null, refusal: string | null = null): void {
  response.writeHead(200, { 'Content-Type': 'application/json' })
  response.end(
    JSON.stringify({
      ...{ id: 'chatcmpl-1', object: 'chat.completion', created: 1_790_000_000, model: 'eye-1' },
      choices: [{ index: 0, message: { role: 'assistant', content, refusal }, finish_reason: 'stop' }],
      usage: { prompt_tokens: 1200, completion_tokens: 180, total_tokens: 1380 },
    }),
  )
}

/** A screenshot of a booking, drawn by a page of its own. */
export async function bookingShot(page: Page, lines: readonly string[]): Promise<Buffer> {
  const drawn = await page.context().newPage()
  await drawn.setViewportSize({ width: 540, height: 960 })
  const rows = lines.map((line, i) => `<p style="font-size:${i ? 26 : 38}px;margin:22px 0">${line}</p>`)
  await drawn.setContent(
    `<body style="margin:0;font-family:sans-serif;background:#f0f0f3"><div style="margin:60px 24px;padding:24px 32px;background:#fff;border-radius:24px">${rows.join('')}</div></body>`,
  )
  const shot = await drawn.screenshot({ type: 'png' })
  await drawn.close()
  return shot
}
