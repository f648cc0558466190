import { onScopeDispose, shallowReactive } from 'vue'
import { rooms } from '@/api/rooms'
import type { Person } from '@/api/roomTypes'
import { text } from '@/i18n'
import type { KnownPerson } from './model'
import { FRESH, People } from './people'

const shown = shallowReactive(new Map<string, Person | null>())
const people = new People({
  ask: (ids) => rooms.persons(ids),
  now: () => Date.now(),
  later: (work, ms) => void setTimeout(work, ms),
  tell: (id, person) => shown.set(id, person),
})

/** Everybody who is on a page now, by the part of the page that shows them. */
const onPages = new Set<Set<string>>()
let timer: ReturnType<typeof setInterval> | undefined

function refresh(): void {
  if (document.visibilityState !== 'visible') return
  for (const ids of onPages) people.want(ids)
}

/** What an answer of the server said of people anyway. */
export const takePeople = people.take.bind(people)

/** Somebody, if it is known who, without asking. */
export const knownPerson = people.get.bind(people)

/** Names and pictures of people as they are now: asked for when first shown, and again every minute while the page is seen. */
export function usePeople() {
  const ids = new Set<string>()
  onPages.add(ids)
  if (onPages.size === 1) {
    timer = setInterval(refresh, FRESH)
    document.addEventListener('visibilitychange', refresh)
  }
  onScopeDispose(() => {
    onPages.delete(ids)
    if (onPages.size > 0) return
    clearInterval(timer)
    document.removeEventListener('visibilitychange', refresh)
  })

  /** `undefined` while it is asked for, `null` when there is no such person any more. */
  function person(id: string): KnownPerson<Person> {
    if (id && !ids.has(id)) {
      ids.add(id)
      people.want([id])
    }
    return shown.get(id)
  }

  return {
    person,
    /** The nickname; '' while it is asked for. */
    nameOf: (id: string): string => {
      const found = person(id)
      return found === null ? text('nav.unknown') : (found?.nickname ?? '')
    },
  }
}
