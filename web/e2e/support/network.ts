import { createServer as createHttpServer, request, type Server as HttpServer } from 'node:http'
import { connect, type AddressInfo, type Socket } from 'node:net'
import type { Browser, BrowserContext } from '@playwright/test'

/**
 * The network of one browser, which can be cut: what is open breaks, and nothing new gets through. (`setOffline` of
 * the browser leaves websockets alone.)
 */
export class Network {
  private readonly sockets = new Set<Socket>()
  private isCut = false

  private constructor(private readonly proxy: HttpServer) {}

  static async start(): Promise<Network> {
    const proxy = createHttpServer()
    const network = new Network(proxy)
    proxy.on('connection', (socket: Socket) => network.follow(socket))
    // what goes to http: addresses comes as a whole request, websockets ask for a tunnel
    proxy.on('request', (asked, answer) => {
      const onward = request(asked.url ?? '', { method: asked.method, headers: asked.headers }, (got) => {
        answer.writeHead(got.statusCode ?? 502, got.headers)
        got.pipe(answer)
        got.on('error', () => answer.destroy())
      })
      onward.on('socket', (socket: Socket) => network.follow(socket))
      onward.on('error', () => answer.destroy())
      answer.on('close', () => onward.destroy())
      asked.pipe(onward)
    })
    proxy.on('connect', (asked, near: Socket, head: Buffer) => {
      const { hostname, port } = new URL(`http://${asked.url ?? ''}`)
      const far = connect(Number(port), hostname, () => {
        near.write('HTTP/1.1 200 Connection Established\r\n\r\n')
        far.write(head)
        far.pipe(near)
        near.pipe(far)
      })
      network.follow(far)
      far.on('error', () => near.destroy())
      near.on('error', () => far.destroy())
      far.on('close', () => near.destroy())
      near.on('close', () => far.destroy())
    })
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
    return network
  }

  /** A browser of its own that has no other way out. */
  newContext(browser: Browser): Promise<BrowserContext> {
    const { port } = this.proxy.address() as AddressInfo
    return browser.newContext({ proxy: { server: `http://127.0.0.1:${port}`, bypass: '<-loopback>' } })
  }

  cut(): void {
    this.isCut = true
    for (const socket of this.sockets) socket.destroy()
  }

  mend(): void {
    this.isCut = false
  }

  async end(): Promise<void> {
    this.cut()
    await new Promise((resolve) => this.proxy.close(resolve))
  }

  private follow(socket: Socket): void {
    if (this.isCut) return void socket.destroy()
    if (this.sockets.has(socket)) return // one connection carries many requests
    this.sockets.add(socket)
    socket.once('close', () => this.sockets.delete(socket))
    socket.on('error', () => socket.destroy())
  }
}
