/** The model's part of the flow, fetched where a model is set up and nowhere else. */
import { shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import type { Ai } from '@/features/ai/useAi'
import { loadTexts } from '@/i18n'
import type { Draft, Step } from '../../model'
import type { AiLane, AiLaneDeps } from './useAiLane'

export function lazyLane(
  draft: Draft,
  step: Readonly<Ref<Step>>,
  deps: AiLaneDeps,
): { lane: ShallowRef<AiLane | null>; stop(): void } {
  const lane = shallowRef<AiLane | null>(null)
  let isOver = false
  const stop = watch(
    // what did not come over the network is fetched again at the next step
    [deps.ai.paints, step],
    async ([paints]: [boolean, Step]) => {
      if (!paints || lane.value) return
      const [module] = await Promise.all([import('./useAiLane'), import('./AiPanel.vue'), loadTexts('ai')])
      if (!isOver) lane.value ??= module.useAiLane(draft, step, deps)
    },
    { immediate: true },
  )
  return {
    lane,
    stop() {
      isOver = true
      stop()
      lane.value?.stop()
    },
  }
}

/** A picture that comes after its piece was left is told wherever the person is. */
export function tellLater(ai: Ai, artwork: string, piece: string): void {
  void import('@/features/ai/latePictures')
    .then(({ latePictures }) => latePictures.add({ artwork, piece }))
    .catch(() => undefined)
    .finally(ai.refresh)
}
