/** Tells the server how far this person has read: the newest place of each room, not more often than it can matter. */
import type { ReadState } from '@/api/roomTypes'
import { pauseAfter, type Clock } from './ports'
import { mayPass, toProblem } from './problems'

export interface ReadPorts {
  clock: Clock
  /** `leaving`: the page may be gone before the answer comes. */
  tell(room: string, seq: number, leaving: boolean): Promise<ReadState>
  /** The server's answer. */
  told(room: string, state: ReadState): void
}

/** The first is told at once; then so long (ms) passes between two of a room. */
const APART = 1_500
const FIRST_PAUSE = 2_000
const LAST_PAUSE = 60_000

export class ReadMarks {
  private readonly marks = new Map<string, { seq: number; told: number; isBusy: boolean; failures: number }>()
  private stopped = false

  constructor(private readonly ports: ReadPorts) {}

  /** What the server knows already. */
  known(room: string, seq: number): void {
    const mark = this.of(room)
    mark.told = Math.max(mark.told, seq)
    mark.seq = Math.max(mark.seq, seq)
  }

  /** How far the person has read in a room, as far as this page knows. */
  at(room: string): number {
    return this.marks.get(room)?.seq ?? 0
  }

  mark(room: string, seq: number): void {
    const mark = this.of(room)
    if (seq <= mark.seq) return
    mark.seq = seq
    if (!mark.isBusy) void this.work(room)
  }

  /** The page may be going away: what isn't told is told now. */
  flush(): void {
    for (const [room, { seq, told }] of this.marks) {
      if (seq > told) void this.ports.tell(room, seq, true).catch(() => undefined) // told again when the page is back
    }
  }

  stop(): void {
    this.stopped = true
  }

  private of(room: string) {
    let mark = this.marks.get(room)
    if (!mark) this.marks.set(room, (mark = { seq: 0, told: 0, isBusy: false, failures: 0 }))
    return mark
  }

  private async work(room: string): Promise<void> {
    const mark = this.of(room)
    if (this.stopped || mark.seq <= mark.told) {
      mark.isBusy = false
      return
    }
    mark.isBusy = true
    const { seq } = mark
    let pause = APART
    try {
      const state = await this.ports.tell(room, seq, false)
      mark.failures = 0
      mark.told = Math.max(mark.told, seq)
      this.ports.told(room, state)
    } catch (error) {
      const problem = toProblem(error)
      // who isn't in the room has no mark there
      if (!mayPass(problem)) mark.told = Math.max(mark.told, seq)
      mark.failures++
      pause = Math.max(
        (problem.retryAfter ?? 0) * 1000,
        pauseAfter(this.ports.clock, mark.failures, FIRST_PAUSE, LAST_PAUSE),
      )
    }
    this.ports.clock.later(() => void this.work(room), pause)
  }
}
