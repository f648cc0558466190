/**
 * The model's part of a back: its first picture of a photo is asked for by itself as soon as our own is there, further ones
 * by the person. What it paints is offered, never put in by itself.
 */
import { computed, effectScope, ref, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import type { Ai } from '@/features/ai/useAi'
import { pause } from '@/lib/pause'
import type { Draft, Step } from '../../model'
import { artworkOrder } from '../../save/orders'
import type { Artwork, MakeServer } from '../../server/makeServer'
import { isUnsettled } from '../follow'
import type { Back } from '../useBack'
import { createAiTry, NO_AI_TRY, type AiTryState } from './aiTry'
import { useDecided } from './decided'
import { needsStyle } from './trouble'

export interface AiLane {
  ai: Ai
  state: ShallowRef<AiTryState>
  /** A picture that waits for the person's decision. */
  offer: ComputedRef<Artwork | null>
  /** How much of the width shows the picture that is chosen now, the rest the offered one. */
  split: Readonly<Ref<number>>
  part(split: number): void
  /** The person may ask for one now. */
  mayAsk: ComputedRef<boolean>
  ask(): void
  cancel(): void
  dismiss(): void
  /** Takes the offered picture. */
  accept(): void
  /** Stays with the one that is chosen; the offered one is among the tries. */
  keep(): void
  /** Lets go, and tells of a picture that is on its way still. */
  handOver(): Artwork | null
  stop(): void
}

export interface AiLaneDeps {
  ai: Ai
  back: Back
  server: MakeServer
  /** Whether the model is asked by itself for a first picture of a photo. */
  asksItself(photoId: string): boolean
}

export function useAiLane(draft: Draft, step: Readonly<Ref<Step>>, deps: AiLaneDeps): AiLane {
  const { ai, back, server } = deps
  const state = shallowRef<AiTryState>(NO_AI_TRY)
  const decided = useDecided()
  const split = ref(1)
  /** The photo whose earlier tries are known. */
  const known = ref('')
  const scope = effectScope(true)
  const aiTry = createAiTry({
    server,
    onChange: (next) => (state.value = next),
    onDone: back.add,
    onEnd: ai.refresh,
    pause,
    now: Date.now,
  })

  const tries = computed(() => back.state.value.tries)
  const ofModel = computed(() => tries.value.filter(({ byAi }) => byAi))
  const photoId = computed(() => draft.uploaded?.id ?? '')
  const isPainted = computed(() => draft.artworkId !== '' && !back.painting.value)
  const mayAsk = computed(() => {
    const now = ai.state.value
    return ai.paints.value && ai.agreed.value && !now?.paused && (now?.paintings.left ?? 0) > 0 && !state.value.running
  })
  const offer = computed(
    () => ofModel.value.filter(({ id }) => id !== draft.artworkId && !decided.ids.value.includes(id)).at(-1) ?? null,
  )

  function ask(): void {
    const order = artworkOrder(draft)
    if (!order || !mayAsk.value) return
    draft.aiAskedFor = order.photoId
    // the same once more gives the same picture, unless another is asked for
    const again = ofModel.value.some(({ style }) => style === order.style)
    void aiTry.ask({ ...order, provider: 'ai', ...(again ? { again } : {}) })
  }

  /** Finds what the model was asked for earlier, on this device or another. */
  async function lookUp(id: string): Promise<void> {
    const all = await server.listArtworks(id)
    if (id !== photoId.value) return
    const earlier = all.filter(({ byAi }) => byAi)
    if (earlier.length) draft.aiAskedFor = id
    for (const done of earlier.filter((each) => each.state === 'done')) back.add(done)
    const running = earlier.find(isUnsettled)
    if (running && !state.value.running) void aiTry.resume(running)
    known.value = id
  }

  scope.run(() => {
    watch(photoId, () => {
      aiTry.clear()
      known.value = ''
      split.value = 1
    })
    watch(
      [photoId, isPainted, step],
      ([id]) => {
        // without an answer nothing is asked for by itself; the next step tries again
        if (id && isPainted.value && known.value !== id) lookUp(id).catch(() => undefined)
      },
      { immediate: true },
    )
    watch(
      () =>
        step.value === 'back' &&
        isPainted.value &&
        known.value === photoId.value &&
        draft.aiAskedFor !== photoId.value &&
        mayAsk.value &&
        deps.asksItself(photoId.value),
      (isTime) => isTime && ask(),
      { immediate: true },
    )
    // one that was taken from among the tries needs no offer
    watch(
      () => draft.artworkId,
      (id) => ofModel.value.some((each) => each.id === id) && decided.add([id]),
    )
    watch(
      () => offer.value?.id,
      () => (split.value = 1),
    )
    // another style may be what a refusal asked for
    watch(
      () => draft.style,
      () => state.value.trouble && needsStyle(state.value.trouble) && aiTry.dismiss(),
    )
  })

  const decide = () => decided.add(ofModel.value.map(({ id }) => id))

  return {
    ai,
    state,
    offer,
    split,
    part: (to) => void (split.value = to),
    mayAsk,
    ask,
    cancel: () => void aiTry.cancel(),
    dismiss: aiTry.dismiss,
    accept() {
      const id = offer.value?.id
      decide()
      if (id) draft.artworkId = id
    },
    keep: decide,
    handOver() {
      const { running } = state.value
      aiTry.clear()
      return running?.id ? running : null
    },
    stop() {
      aiTry.clear()
      scope.stop()
    },
  }
}
