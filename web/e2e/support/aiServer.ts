import { createServer, type IncomingMessage, type Server as HttpServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { smallPicture } from './picture'

/** How a painting is answered. */
export type Answer =
  | 'b64' // as gpt-image models do
  | 'url' // as dall-e models and LocalAI do
  | 'expired' // an address that is gone when it is fetched
  | 'unauthorized'
  | 'busy' // 429 with Retry-After
  | 'down' // 500
  | 'cut' // the connection breaks in the middle of the answer
  | 'refused' // by the rules of what may be painted
  | 'nonsense' // no JSON
  | 'wrongType' // something that is no picture
  | 'blank' // a picture of nothing
  | 'waits' // until `release`
  | 'waitsBusy' // the same, and then 429

export interface Asked {
  path: string
  contentType: string
  /** As text: JSON, or the parts of a form. */
  body: string
}

const SIDE = 512
const JSON_TYPE = { 'Content-Type': 'application/json' }

/**
 * A local server that speaks the documented protocol of OpenAI: chat completions with a picture, images/generations and
 * images/edits with bytes or an address. Paintings are answered as told, one after the other, and well when nothing is told.
 */
export class AiServer {
  /** Every request, oldest first. */
  readonly asked: Asked[] = []
  private plan: Answer[] = []
  private readonly held = new Set<() => void>()
  private painted = 0

  private constructor(private readonly http: HttpServer) {}

  static async start(): Promise<AiServer> {
    const http = createServer()
    const ai = new AiServer(http)
    http.on('request', (request, response) => void ai.take(request, response).catch(() => response.destroy()))
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
    return ai
  }

  get url(): string {
    return `http://127.0.0.1:${(this.http.address() as AddressInfo).port}`
  }

  /** Settings of our program that lead here; `label` is who people are told it is. */
  settings(label = '그림화실'): NodeJS.ProcessEnv {
    return {
      PIECE_AI_PROVIDER: 'openai',
      PIECE_AI_URL: `${this.url}/v1`,
      PIECE_AI_KEY: 'sk-secret-of-the-journeys',
      PIECE_AI_LABEL: label,
      PIECE_AI_DIALECT: 'openai',
      PIECE_AI_VISION_MODEL: 'eye-1',
      PIECE_AI_IMAGE_MODEL: 'gpt-image-test',
      PIECE_AI_IMAGE_SIZE: `${SIDE}x${SIDE}`,
    }
  }

  /** How the next paintings are answered. */
  answer(...plan: Answer[]): void {
    this.plan = plan
  }

  /** How many answers are held back now. */
  get holding(): number {
    return this.held.size
  }

  /** Lets go of the paintings that wait. */
  release(): void {
    for (const go of this.held) go()
    this.held.clear()
  }

  /** Everything as at the beginning. */
  reset(): void {
    this.release()
    this.plan = []
    this.asked.length = 0
  }

  paintings(): Asked[] {
    return this.asked.filter(({ path }) => path.startsWith('/v1/images/'))
  }

  async stop(): Promise<void> {
    this.release()
    this.http.closeAllConnections()
    await new Promise((resolve) => this.http.close(resolve))
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const path = new URL(request.url ?? '/', this.url).pathname
    if (path.startsWith('/pictures/')) return this.picture(path, response)
    const body = Buffer.concat(chunks).toString('latin1')
    this.asked.push({ path, contentType: request.headers['content-type'] ?? '', body })
    if (path === '/v1/chat/completions') return this.chat(response)
    if (path === '/v1/images/generations' || path === '/v1/images/edits') return this.paint(response)
    return problem(response, 404, 'not_found_error', 'unknown_url', `Unknown request URL: ${path}`)
  }

  private chat(response: ServerResponse): void {
    const content = 'Warm light over deep blue, a red band above, calm and a little dreamy.'
    send(response, {
      ...{ id: 'chatcmpl-1', object: 'chat.completion', created: 1_790_000_000, model: 'eye-1' },
      choices: [{ index: 0, message: { role: 'assistant', content, refusal: null }, finish_reason: 'stop' }],
      usage: { prompt_tokens: 800, completion_tokens: 24, total_tokens: 824 },
    })
  }

  private async paint(response: ServerResponse): Promise<void> {
    const how = this.plan.shift() ?? 'b64'
    const n = ++this.painted
    if (how.startsWith('waits')) await new Promise<void>((go) => this.held.add(go))
    switch (how) {
      case 'unauthorized':
        return problem(response, 401, 'invalid_request_error', 'invalid_api_key', 'Incorrect API key provided.')
      case 'busy':
      case 'waitsBusy':
        response.setHeader('Retry-After', '4')
        return problem(response, 429, 'requests', 'rate_limit_exceeded', 'Rate limit reached.')
      case 'down':
        return problem(response, 500, 'server_error', null, 'The server had an error.')
      case 'refused':
        return problem(
          response,
          ...([400, 'image_generation_user_error', 'moderation_blocked'] as const),
          'Your request was rejected by the safety system.',
        )
      case 'cut': {
        const whole = JSON.stringify(pictures({ b64_json: paintingOf(n).toString('base64') }))
        response.writeHead(200, { ...JSON_TYPE, 'Content-Length': whole.length })
        response.write(whole.slice(0, whole.length / 2), () => response.destroy())
        return
      }
      case 'nonsense':
        response.writeHead(200, JSON_TYPE)
        response.end('{"created": 17900000')
        return
      case 'wrongType':
        return send(response, pictures({ b64_json: Buffer.from('<svg xmlns="…"/>').toString('base64') }))
      case 'blank':
        return send(response, pictures({ b64_json: paintingOf(0).toString('base64') }))
      case 'url':
        return send(response, pictures({ url: `${this.url}/pictures/${n}.png` }))
      case 'expired':
        return send(response, pictures({ url: `${this.url}/pictures/gone.png` }))
      default:
        return send(response, pictures({ b64_json: paintingOf(n).toString('base64') }))
    }
  }

  private picture(path: string, response: ServerResponse): void {
    const n = /^\/pictures\/(\d+)\.png$/.exec(path)?.[1]
    if (n === undefined) {
      response.writeHead(403, { 'Content-Type': 'application/xml' })
      response.end('<Error><Code>AuthenticationFailed</Code></Error>')
      return
    }
    response.writeHead(200, { 'Content-Type': 'image/png' })
    response.end(paintingOf(Number(n)))
  }
}

/** Each another one; number 0 is of nothing. */
const paintingOf = (n: number): Buffer =>
  n === 0 ? smallPicture(1, SIDE, SIDE, () => [250, 250, 250]) : smallPicture(n, SIDE, SIDE)

const pictures = (picture: object) => ({
  ...{ created: 1_790_000_000, data: [picture] },
  usage: { input_tokens: 60, output_tokens: 1056, total_tokens: 1116 },
})

function send(response: ServerResponse, body: object): void {
  response.writeHead(200, JSON_TYPE)
  response.end(JSON.stringify(body))
}

function problem(response: ServerResponse, status: number, type: string, code: string | null, message: string): void {
  response.writeHead(status, JSON_TYPE)
  response.end(JSON.stringify({ error: { message, type, param: null, code } }))
}
