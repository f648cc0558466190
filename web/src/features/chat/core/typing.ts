/** Who writes in a room now. Told without promise, so everybody is forgotten by themselves. */
import type { Clock } from './ports'

/** Somebody of whom nothing is heard for so long (ms) has stopped. */
const LASTS = 6_000

export class Typing {
  people: readonly string[] = []
  private readonly ends = new Map<string, () => void>()

  constructor(
    private readonly clock: Clock,
    private readonly me: string,
    private readonly changed: () => void,
  ) {}

  started(person: string): void {
    if (person === this.me) return
    this.ends.get(person)?.()
    const isNew = !this.ends.has(person)
    this.ends.set(
      person,
      this.clock.later(() => this.stopped(person), LASTS),
    )
    if (isNew) this.update()
  }

  stopped(person: string): void {
    this.ends.get(person)?.()
    if (this.ends.delete(person)) this.update()
  }

  stop(): void {
    for (const end of this.ends.values()) end()
    this.ends.clear()
  }

  private update(): void {
    this.people = [...this.ends.keys()]
    this.changed()
  }
}
