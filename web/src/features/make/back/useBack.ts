/** Has the back painted as soon as the picture and the kind are settled, and keeps the tries to choose from. */
import { computed, effectScope, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import { pause } from '@/lib/pause'
import type { Draft, Step, Style } from '../model'
import type { Artwork, MakeServer } from '../server/makeServer'
import { artworkMark, artworkOrder } from '../save/orders'
import { STEPS } from '../model'
import { createArtworkTries, NO_TRIES, type TriesState } from './artworkTries'

export interface Back {
  state: ShallowRef<TriesState>
  painting: ComputedRef<boolean>
  /** Paints in another style, at once. */
  choose(style: Style): void
  /** One more picture to choose from, painted by a model. */
  add(artwork: Artwork): void
  /** One more try from the same picture. */
  again(): void
  /** The server does not know the chosen painting any more: paint anew. */
  lost(): void
  /** After a failure: the same try once more. */
  retry(): void
  stop(): void
}

/** From here on kind, genre and crop are settled for the moment. */
const SETTLED = STEPS.indexOf('review')

export interface BackDeps {
  server: MakeServer
  onPhotoLost(): void
  /** A painting that is there stays until the person asks for another, even if crop, kind or genre change: the piece is known by it. */
  keeps: boolean
}

export function useBack(draft: Draft, step: Readonly<Ref<Step>>, { server, onPhotoLost, keeps }: BackDeps): Back {
  const state = shallowRef<TriesState>(NO_TRIES)
  const scope = effectScope(true)
  const tries = createArtworkTries({
    server,
    onChange: (next) => (state.value = next),
    onDone: (artwork) => (draft.artworkId = artwork.id),
    onPhotoLost,
    pause,
  })
  const painting = computed(() => state.value.running !== null)
  let asking = ''
  let failedAgain = false
  const lostIds = new Set<string>()

  async function paint(again: boolean): Promise<void> {
    const order = artworkOrder(draft)
    if (!order) return
    asking = artworkMark(order)
    failedAgain = again
    await tries.ask(again ? { ...order, again } : order)
    if (state.value.running) return
    if (state.value.failure === '') draft.paintedFor = asking
    asking = ''
  }

  /** The mark of what should be painted now, or nothing. */
  const wanted = computed(() => {
    const order = STEPS.indexOf(step.value) >= SETTLED && step.value !== 'done' ? artworkOrder(draft) : null
    return order ? artworkMark(order) : ''
  })

  scope.run(() => {
    watch(
      () => draft.uploaded?.id,
      (photoId) => {
        tries.clear()
        asking = ''
        // earlier tries are an offer; without them the person still gets a new one
        if (photoId && draft.paintedFor) tries.load(photoId).catch(() => undefined)
      },
      { immediate: true, flush: 'sync' },
    )
    watch(
      wanted,
      (mark) => {
        const isPainted = draft.artworkId !== '' && (keeps || mark === draft.paintedFor)
        if (mark && mark !== asking && !isPainted) void paint(false)
      },
      { immediate: true },
    )
  })

  return {
    state,
    painting,
    choose(style) {
      if (style === draft.style) return
      draft.style = style
      // otherwise it is painted because something else is wanted than what is there
      if (keeps && draft.artworkId) void paint(false)
    },
    add: tries.add,
    again: () => void paint(true),
    lost() {
      const id = draft.artworkId
      if (!id || painting.value) return
      Object.assign(draft, { artworkId: '', paintedFor: '' })
      // asking gives the same painting back while the server still lists it; the second time it has to be a new one
      void paint(lostIds.has(id))
      lostIds.add(id)
    },
    retry: () => void paint(failedAgain),
    stop() {
      tries.clear()
      scope.stop()
    },
  }
}
