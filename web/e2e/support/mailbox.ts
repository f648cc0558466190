import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

export interface Mail {
  to: string
  /** The whole message with its bodies decoded as far as a link needs it. */
  text: string
}

/** Undoes quoted-printable, in which mails keep their lines short. */
const unquoted = (text: string) =>
  Buffer.from(
    text.replace(/=\r?\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    'latin1',
  ).toString('utf8')

/** A mail server that keeps what it is sent. */
export class Mailbox {
  readonly mails: Mail[] = []
  /** Answered instead of taking mails, while it is set. */
  refuse: Error | undefined
  private readonly waiting = new Set<() => void>()

  private constructor(private readonly server: SMTPServer) {}

  static async open(): Promise<Mailbox> {
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS', 'AUTH'],
      onRcptTo: (_, __, done) => done(box.refuse),
      onData: (stream, session, done) => {
        const parts: Buffer[] = []
        stream.on('data', (part: Buffer) => parts.push(part))
        stream.on('end', () => {
          box.take({
            to: session.envelope.rcptTo.map((one) => one.address).join(),
            text: unquoted(Buffer.concat(parts).toString('latin1')),
          })
          done()
        })
      },
    })
    const box: Mailbox = new Mailbox(server)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return box
  }

  /** Address for the setting `mail.url`. */
  get url(): string {
    return `smtp://127.0.0.1:${(this.server.server.address() as AddressInfo).port}?tls=none`
  }

  /** Resolves with the first mail to an address that holds a text. */
  async find(to: string, text: string): Promise<Mail> {
    for (;;) {
      const found = this.mails.find((mail) => mail.to === to && mail.text.includes(text))
      if (found) return found
      await new Promise<void>((resolve) => this.waiting.add(resolve))
    }
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => this.server.close(() => resolve()))
  }

  private take(mail: Mail): void {
    this.mails.push(mail)
    for (const wake of this.waiting) wake()
    this.waiting.clear()
  }
}
