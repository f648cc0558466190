import { pushKey, putSubscription, removeSubscription } from '@/api/push'
import { forget, recall, remember } from '@/lib/storage'
import { browserDevice } from './device'
import { Push } from './push'

const OWNER = 'piece.push'

let key: Promise<string> | undefined

/** The push messages of this browser. */
export const push = new Push(
  browserDevice,
  {
    key: () =>
      (key ??= pushKey().catch((error: unknown) => {
        key = undefined
        throw error
      })),
    put: putSubscription,
    remove: removeSubscription,
  },
  {
    get: () => recall(OWNER),
    set: (person) => (person === null ? forget(OWNER) : remember(OWNER, person)),
  },
)
