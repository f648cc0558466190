/** The step in the address: guarded, remembered in the draft, and walked with the browser's own back and forward. */
import { computed, watch, type ComputedRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import type { Draft, Step } from '../model'
import { furthest, isReachable, nextStep, previousStep, stepOf } from './steps'

export interface Steps {
  step: ComputedRef<Step>
  go(step: Step): Promise<unknown>
  next(): Promise<unknown>
  back(): void
  /** Shows the finished piece instead of the last step. */
  finish(pieceId: string): Promise<unknown>
}

/** `draft` must be loaded already: the guard goes by what is in it. */
export function useSteps(draft: Draft): Steps {
  const route = useRoute()
  const router = useRouter()
  const named = computed(() => stepOf(route.params.step))
  const step = computed<Step>(() => {
    if (named.value === 'done' && route.query.piece) return 'done'
    return named.value && isReachable(draft, named.value) ? named.value : allowed()
  })

  /** Where the person was, or as far as the draft goes. */
  function allowed(): Step {
    return isReachable(draft, draft.step) ? draft.step : furthest(draft)
  }

  const go = (to: Step) => router.push({ name: 'make', params: { step: to } })

  watch(
    () => [route.name, route.params.step, step.value] as const,
    ([name, param, now]) => {
      if (name !== 'make' || now === 'done') return
      draft.step = now
      if (param !== now) void router.replace({ name: 'make', params: { step: now } })
    },
    { immediate: true },
  )

  return {
    step,
    go,
    next: () => go(nextStep(step.value)),
    back() {
      const before = previousStep(step.value)
      const came = typeof window.history.state?.back === 'string' ? (window.history.state.back as string) : ''
      if (!before || step.value === 'done') void router.push('/')
      else if (came.startsWith(`/make/${before}`)) router.back()
      else void router.replace({ name: 'make', params: { step: before } })
    },
    finish: (pieceId) => router.replace({ name: 'make', params: { step: 'done' }, query: { piece: pieceId } }),
  }
}
