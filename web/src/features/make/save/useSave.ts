/** Saves the piece. The key of the draft goes with every try, so that a lost answer never makes a second piece. */
import { ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import { Problem } from '@/api/problem'
import type { Draft } from '../model'
import type { Piece } from '@/api/types'
import type { MakeServer } from '../server/makeServer'
import { pieceOrder } from './orders'

export interface Save {
  saving: Ref<boolean>
  problem: ShallowRef<Problem | null>
  /** The piece, or null when it failed or was not ready. A second call while one runs does nothing. */
  save(): Promise<Piece | null>
}

export function useSave(draft: Draft, server: Pick<MakeServer, 'createPiece'>): Save {
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
        return await server.createPiece(order, draft.key)
      } catch (error) {
        problem.value = error instanceof Problem ? error : new Problem('internal', 0, String(error))
        return null
      } finally {
        saving.value = false
      }
    },
  }
}
