import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const program = fileURLToPath(new URL('../../../bin/piece', import.meta.url))

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))))
    })
  })
}

/** The built program with a data folder of its own, which outlives a restart. */
export class Server {
  private process?: ChildProcess
  private log = ''

  private constructor(
    readonly url: string,
    readonly opsUrl: string,
    private readonly data: string,
    private readonly settings: Record<string, string>,
  ) {}

  static async start(settings: Record<string, string> = {}): Promise<Server> {
    const [port, ops, data] = [await freePort(), await freePort(), await mkdtemp(join(tmpdir(), 'piece-e2e-'))]
    const server = new Server(`http://localhost:${port}`, `http://127.0.0.1:${ops}`, data, settings)
    await server.up()
    return server
  }

  /** Starts the program and resolves when it says that it takes requests. */
  async up(): Promise<void> {
    const child = spawn(program, ['serve'], {
      env: {
        PATH: process.env.PATH,
        PIECE_ENV: 'development',
        PIECE_DATA_DIR: this.data,
        PIECE_HTTP_ADDR: '127.0.0.1:' + new URL(this.url).port,
        PIECE_HTTP_PUBLIC_URL: this.url,
        PIECE_OPS_ADDR: new URL(this.opsUrl).host,
        ...this.settings,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.process = child
    child.stderr.on('data', (chunk: Buffer) => (this.log += chunk.toString()))
    await new Promise<void>((resolve, reject) => {
      child.stdout.on('data', (chunk: Buffer) => chunk.toString().includes('ready at') && resolve())
      child.once('exit', (code) => reject(new Error(`the server ended with ${code}:\n${this.log}`)))
    })
  }

  /** Asks the program to stop and resolves with its exit code. */
  async down(): Promise<number | null> {
    const child = this.process
    if (!child || child.exitCode !== null) return child?.exitCode ?? null
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
    child.kill('SIGTERM')
    return ended
  }

  /** Ends the program without a chance to tidy up, as a power cut does. */
  async kill(): Promise<void> {
    const child = this.process
    if (!child || child.exitCode !== null) return
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGKILL')
    await ended
  }

  /** What the program logged so far. */
  logs(): string {
    return this.log
  }

  async remove(): Promise<void> {
    await this.down()
    await rm(this.data, { recursive: true, force: true })
  }
}
