/** Which pictures of the model the person has seen and decided on, on this device: they are not offered again. */
import { shallowRef, type ShallowRef } from 'vue'
import { recall, remember } from '@/lib/storage'

const KEY = 'piece.ai.decided'
const MOST = 60

export interface Decided {
  ids: ShallowRef<readonly string[]>
  add(ids: readonly string[]): void
}

function stored(): readonly string[] {
  try {
    const list: unknown = JSON.parse(recall(KEY) ?? '[]')
    return Array.isArray(list) ? list.filter((id) => typeof id === 'string') : []
  } catch {
    return []
  }
}

export function useDecided(): Decided {
  const ids = shallowRef(stored())
  return {
    ids,
    add(more) {
      const fresh = more.filter((id) => !ids.value.includes(id))
      if (!fresh.length) return
      ids.value = [...ids.value, ...fresh].slice(-MOST)
      remember(KEY, JSON.stringify(ids.value))
    },
  }
}
