/** Who people are, asked for in batches when they are first shown and again when that is old (defect D46). */
import type { Person } from '@/api/roomTypes'
import type { KnownPerson } from './model'

/** So long is what is known of somebody taken as it is (ms). */
export const FRESH = 60_000
/** People in one request. */
const BATCH = 100
/** Several parts of a page ask one after the other; so long (ms) they are waited for. */
const GATHER = 20
const AGAIN = 5_000

export interface PeopleTools {
  ask(ids: readonly string[]): Promise<Person[]>
  now(): number
  later(work: () => void, ms: number): void
  /** Something is known now of somebody: `null` when there is no such person. */
  tell(id: string, person: Person | null): void
}

export class People {
  private readonly known = new Map<string, { person: Person | null; at: number }>()
  private readonly wanted = new Set<string>()
  private readonly asked = new Set<string>()
  private planned = false

  constructor(private readonly tools: PeopleTools) {}

  get(id: string): KnownPerson<Person> {
    return this.known.get(id)?.person
  }

  /** Asks for those of whom nothing is known, or only something old. */
  want(ids: Iterable<string>): void {
    const old = this.tools.now() - FRESH
    for (const id of ids) {
      if (id && !this.asked.has(id) && (this.known.get(id)?.at ?? -Infinity) <= old) this.wanted.add(id)
    }
    this.plan(GATHER)
  }

  /** What an answer said of people. `named`: everybody whom the answer would have described if they existed. */
  take(persons: readonly Person[], named: Iterable<string> = []): void {
    const found = new Set(persons.map((person) => person.id))
    for (const person of persons) this.put(person.id, person)
    for (const id of named) if (id && !found.has(id)) this.put(id, null)
  }

  private put(id: string, person: Person | null): void {
    this.wanted.delete(id)
    this.known.set(id, { person, at: this.tools.now() })
    this.tools.tell(id, person)
  }

  private plan(ms: number): void {
    if (this.planned || this.wanted.size === 0) return
    this.planned = true
    this.tools.later(() => {
      this.planned = false
      void this.ask()
    }, ms)
  }

  private async ask(): Promise<void> {
    const ids = [...this.wanted].slice(0, BATCH)
    if (ids.length === 0) return // another answer told of them meanwhile
    for (const id of ids) {
      this.wanted.delete(id)
      this.asked.add(id)
    }
    try {
      this.take(await this.tools.ask(ids), ids)
      for (const id of ids) this.asked.delete(id)
      this.plan(0)
    } catch {
      // whoever is still shown is asked for again; a name may come late
      for (const id of ids) {
        this.asked.delete(id)
        if (!this.known.has(id)) this.wanted.add(id)
      }
      this.plan(AGAIN)
    }
  }
}
