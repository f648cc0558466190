/** What differs between making a new piece and editing one; everything else is shared. */
import type { RouteLocationRaw } from 'vue-router'
import type { Piece } from '@/api/types'
import type { Draft, Step } from './model'
import type { PieceOrder } from './server/makeServer'

export interface Flow {
  /** Making goes from step to step and back; editing opens any of them, and saves from each. */
  mode: 'new' | 'edit'
  /** The name of the route whose parameter `step` names the step. */
  route: 'make' | 'edit'
  at(step: Step): RouteLocationRaw
  /** Where the flow is left to. */
  exit: string
  save(order: PieceOrder, draft: Draft): Promise<Piece>
  /** The photo of a saved piece: never to be dropped, whatever the draft takes instead. */
  keptPhoto?: string
}
