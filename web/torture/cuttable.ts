/** A network that can be taken away from one device. */
import WebSocket, { type ClientOptions } from 'ws'

export class Network {
  private readonly open = new Set<Cuttable>()
  private cutUntil = 0
  /** Connections that were opened. */
  connections = 0

  constructor(private readonly origin: string) {}

  get isCut(): boolean {
    return Date.now() < this.cutUntil
  }

  /** For so long (ms) nothing passes in either way, without a word; then what was open breaks. */
  cut(ms: number): void {
    this.cutUntil = Math.max(this.cutUntil, Date.now() + ms)
    setTimeout(() => {
      for (const socket of this.open) socket.terminate()
    }, ms)
  }

  /** Breaks what is open, as a network does that changes. */
  drop(): void {
    for (const socket of this.open) socket.terminate()
  }

  joined(socket: Cuttable): void {
    this.connections++
    this.open.add(socket)
    socket.once('close', () => this.open.delete(socket))
    if (this.isCut) setImmediate(() => socket.terminate())
  }

  /** The class of sockets that are in this network. */
  sockets(): unknown {
    const { origin } = this
    // eslint-disable-next-line @typescript-eslint/no-this-alias -- the class below has a this of its own
    const network = this
    return class extends Cuttable {
      constructor(address: string, protocols?: string | string[]) {
        super(address, protocols, { origin, perMessageDeflate: false }, network)
      }
    }
  }

  async fetch(request: Request, init?: RequestInit): Promise<Response> {
    if (this.isCut) throw new TypeError('the network is cut')
    const answer = await fetch(request, init)
    if (this.isCut) throw new TypeError('the network is cut') // it was done, but nobody hears of it
    return answer
  }
}

class Cuttable extends WebSocket {
  constructor(
    address: string,
    protocols: string | string[] | undefined,
    options: ClientOptions,
    private readonly network: Network,
  ) {
    super(address, protocols, options)
    network.joined(this)
  }

  override emit(event: string | symbol, ...args: unknown[]): boolean {
    if (event === 'message' && this.network.isCut) return true
    return super.emit(event, ...args)
  }

  override send(data: Parameters<WebSocket['send']>[0], ...rest: unknown[]): void {
    if (this.network.isCut) return
    super.send(data, ...(rest as []))
  }
}
