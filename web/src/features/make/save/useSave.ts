/** Saves the piece, once at a time, and keeps why it failed. */
import { ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import { Problem } from '@/api/problem'
import type { Draft } from '../model'
import type { Piece } from '@/api/types'
import type { PieceOrder } from '../server/makeServer'
import { pieceOrder } from './orders'

export interface Save {
  saving: Ref<boolean>
  problem: ShallowRef<Problem | null>
  /** The piece, or null when it failed or was not ready. A second call while one runs does nothing. */
  save(): Promise<Piece | null>
}

export function useSave(draft: Draft, send: (order: PieceOrder) => Promise<Piece>): Save {
  const saving = ref(false)
  const problem = shallowRef<Problem | null>(null)

  return {
    saving,
    problem,
    async save() {
      const order = pieceOrder(draft)
      if (saving.value || !order) return null
      saving.value = true
      problem.value = null
      try {
        return await send(order)
      } catch (error) {
        problem.value = error instanceof Problem ? error : new Problem('internal', 0, String(error))
        return null
      } finally {
        saving.value = false
      }
    },
  }
}
