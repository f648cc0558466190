/** The step in the address: guarded, remembered in the draft, and walked with the browser's own back and forward. */
import { computed, watch, type ComputedRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import type { Flow } from '../flow'
import type { Draft, Step } from '../model'
import { furthest, isReachable, nextStep, previousStep, stepOf } from './steps'

export interface Steps {
  step: ComputedRef<Step>
  go(step: Step): Promise<unknown>
  next(): Promise<unknown>
  back(): void
  /** Leaves the flow; the draft stays. */
  leave(): void
  /** Shows the finished piece: as the last step of making, or on its page. */
  finish(pieceId: string): Promise<unknown>
}

/** `draft` must be loaded already: the guard goes by what is in it. */
export function useSteps(draft: Draft, flow: Flow): Steps {
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

  const isNew = flow.mode === 'new'
  const go = (to: Step) => (isNew ? router.push(flow.at(to)) : router.replace(flow.at(to)))
  /** The address from which this one was opened, within the app. */
  const cameFrom = () => (typeof window.history.state?.back === 'string' ? (window.history.state.back as string) : '')

  function leave(): void {
    if (isNew) void router.push(flow.exit)
    else if (cameFrom().split(/[?#]/)[0] === flow.exit) router.back()
    else void router.replace(flow.exit)
  }

  watch(
    () => [route.name, route.params.step, step.value] as const,
    ([name, param, now]) => {
      if (name !== flow.route || now === 'done') return
      draft.step = now
      if (param !== now) void router.replace(flow.at(now))
    },
    { immediate: true },
  )

  return {
    step,
    go,
    next: () => go(nextStep(step.value)),
    back() {
      const before = previousStep(step.value)
      if (!isNew || !before || step.value === 'done') leave()
      else if (cameFrom().startsWith(router.resolve(flow.at(before)).path)) router.back()
      else void router.replace(flow.at(before))
    },
    leave,
    async finish(pieceId) {
      if (isNew) await router.replace({ ...router.resolve(flow.at('done')), query: { piece: pieceId } })
      else leave()
    },
  }
}
