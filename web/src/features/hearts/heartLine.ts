/** How many people keep a piece in their list, and whether the caller is one of them. */
export interface Heart {
  hearts: number
  hearted: boolean
}

export interface HeartTools {
  /** Tells the server; answers with what it has now. */
  send: (id: string, hearted: boolean) => Promise<Heart>
  /** Shows the state everywhere the piece is seen. */
  show: (id: string, heart: Heart) => void
  /** The last wish came true. */
  done: (id: string) => void
  failed: (id: string, error: unknown) => void
}

interface Line {
  wanted: boolean
  /** What the server last said. */
  exact: Heart
  end: Promise<void>
}

export const wished = (now: Heart, hearted: boolean): Heart => ({
  hearted,
  hearts: Math.max(0, now.hearts + Number(hearted) - Number(now.hearted)),
})

/**
 * Hearts that show at once and are told to the server one after the other: however fast somebody presses,
 * the last wish is what stays, in the page and in the store. A failure brings back what the server last said.
 */
export function makeHearts(tools: HeartTools) {
  const lines = new Map<string, Line>()

  async function tell(id: string, line: Line): Promise<void> {
    try {
      let told: boolean
      do {
        told = line.wanted
        line.exact = await tools.send(id, told)
      } while (line.wanted !== told)
      tools.show(id, line.exact)
      tools.done(id)
    } catch (error) {
      tools.show(id, line.exact)
      tools.failed(id, error)
    } finally {
      lines.delete(id)
    }
  }

  /** Wishes for a state, given what is on the page now. */
  return function wish(id: string, now: Heart, hearted: boolean): Promise<void> {
    const running = lines.get(id)
    if (now.hearted !== hearted) tools.show(id, wished(now, hearted))
    if (running) {
      running.wanted = hearted
      return running.end
    }
    if (now.hearted === hearted) return Promise.resolve()
    const line: Line = { wanted: hearted, exact: { hearts: now.hearts, hearted: now.hearted }, end: Promise.resolve() }
    lines.set(id, line)
    return (line.end = tell(id, line))
  }
}
