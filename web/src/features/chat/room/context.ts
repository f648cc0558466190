/** What the parts of a room know of it and ask of it. */
import { inject, provide, type InjectionKey } from 'vue'
import type { Person, Reaction } from '@/api/roomTypes'
import type { KnownPerson, Quote, RoomMessage } from '../core/model'

export interface RoomContext {
  /** As they are now. */
  personOf(id: string): KnownPerson<Person>
  nameOf(id: string): string
  quoteOf(seq: number): Quote | undefined
  isBlocked(id: string): boolean
  /** Whether this person may write, answer and react here. */
  canWrite(): boolean
  /** How far the other one of a direct room has read; 0 where nobody tells. */
  otherRead(): number
  jump(seq: number): void
  reply(message: RoomMessage): void
  react(message: RoomMessage, emoji: string): void
  retry(message: RoomMessage): void
  discard(message: RoomMessage): void
  remove(message: RoomMessage): void
  showPerson(id: string): void
  showPhotos(message: RoomMessage, index: number): void
  report(message: RoomMessage): void
}

const key: InjectionKey<RoomContext> = Symbol('room')

export const provideRoom = (context: RoomContext): void => provide(key, context)

export function useRoomContext(): RoomContext {
  const context = inject(key)
  if (!context) throw new Error('a part of a room outside of one')
  return context
}

/** Who put an emoji to a message, in words: those who are known by name, and how many more. */
export function whoReacted(reaction: Reaction, nameOf: (id: string) => string): { names: string[]; more: number } {
  const names = reaction.people.map(nameOf).filter(Boolean)
  return { names, more: Math.max(0, reaction.count - names.length) }
}
