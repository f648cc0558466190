import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The program under test; PIECE_BIN names another one than `make build` makes. */
const program = process.env.PIECE_BIN ?? fileURLToPath(new URL('../../../bin/piece', import.meta.url))

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port is free')),
      )
    })
  })
}

/** The built program with a data folder of its own, which outlives a restart. */
export class Server {
  private process?: ChildProcess
  private log = ''

  private constructor(
    readonly url: string,
    private readonly opsUrl: string,
    private readonly data: string,
    private readonly extra: NodeJS.ProcessEnv,
  ) {}

  /** Starts the program; `extra` are settings beside those of every journey, which may need to know its address. */
  static async start(extra: NodeJS.ProcessEnv | ((url: string) => Promise<NodeJS.ProcessEnv>) = {}): Promise<Server> {
    const [port, ops, data] = [await freePort(), await freePort(), await mkdtemp(join(tmpdir(), 'piece-e2e-'))]
    const url = `http://localhost:${port}`
    const settings = typeof extra === 'function' ? await extra(url) : extra
    const server = new Server(url, `http://127.0.0.1:${ops}`, data, settings)
    await server.up()
    return server
  }

  /** Starts the program, if it does not run, and resolves when it says that it takes requests. */
  async up(): Promise<void> {
    if (this.runs()) return
    const child = spawn(program, ['serve'], { env: this.settings(), stdio: ['ignore', 'pipe', 'pipe'] })
    this.process = child
    child.stderr.on('data', (chunk: Buffer) => (this.log += chunk.toString()))
    await new Promise<void>((resolve, reject) => {
      child.stdout.on('data', (chunk: Buffer) => chunk.toString().includes('ready at') && resolve())
      child.once('error', reject)
      child.once('exit', (code) => reject(new Error(`the server ended with ${code}:\n${this.log}`)))
    })
  }

  /** Runs another command of the program on the same data, such as `admin grant NICKNAME`, and resolves with what it tells. */
  run(...command: string[]): Promise<string> {
    return new Promise((resolve, reject) => {
      execFile(program, command, { env: this.settings() }, (error, told, complaints) =>
        error ? reject(new Error(`${command.join(' ')}: ${error.message}\n${complaints}`)) : resolve(told),
      )
    })
  }

  /** Asks the program to stop and resolves with its exit code. */
  async down(): Promise<number | null> {
    return this.end('SIGTERM')
  }

  /** Ends the program without a chance to tidy up, as a power cut does. */
  async kill(): Promise<void> {
    await this.end('SIGKILL')
  }

  /** The files of the stored objects, such as `…/media/PERSON/PHOTO.jpg`. */
  async objects(): Promise<string[]> {
    const entries = await readdir(join(this.data, 'objects'), { recursive: true, withFileTypes: true })
    return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  }

  /** Ends the program and throws its data away. */
  async remove(): Promise<void> {
    await this.down()
    await rm(this.data, { recursive: true, force: true })
  }

  private settings(): NodeJS.ProcessEnv {
    return {
      PATH: process.env.PATH,
      PIECE_ENV: 'development',
      PIECE_DATA_DIR: this.data,
      PIECE_HTTP_ADDR: '127.0.0.1:' + new URL(this.url).port,
      PIECE_HTTP_PUBLIC_URL: this.url,
      PIECE_OPS_ADDR: new URL(this.opsUrl).host,
      ...this.extra,
    }
  }

  private runs(): boolean {
    return this.process !== undefined && this.process.exitCode === null && this.process.signalCode === null
  }

  private async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null> {
    const child = this.process
    if (!child || !this.runs()) return child?.exitCode ?? null
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
    child.kill(signal)
    return ended
  }
}
