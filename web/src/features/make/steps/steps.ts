/** Which steps a draft has earned, and where to go for what is missing. */
import { factFaults, isFree, reviewFaults } from '../facts/validate'
import { hasCover, photoSize, STEPS, type Draft, type Step } from '../model'

/** The steps with something to do; `done` is what comes of them. */
export const WORK_STEPS = STEPS.slice(0, -1) as Exclude<Step, 'done'>[]

/** Says whether a step has all it asks for. */
export function isComplete(draft: Draft, step: Step): boolean {
  switch (step) {
    case 'picture':
      return hasCover(draft) || (photoSize(draft) !== null && draft.crop !== null)
    case 'facts':
      return isFree(factFaults(draft.facts))
    case 'review':
      return isFree(reviewFaults(draft.review))
    case 'shape':
      return true
    case 'back':
      return hasCover(draft) || draft.artworkId !== ''
    case 'done':
      return false
  }
}

/** The furthest step that may be opened: all before it are complete. */
export function furthest(draft: Draft): Step {
  return WORK_STEPS.find((step) => !isComplete(draft, step)) ?? 'back'
}

export function isReachable(draft: Draft, step: Step): boolean {
  return step !== 'done' && STEPS.indexOf(step) <= STEPS.indexOf(furthest(draft))
}

export function nextStep(step: Step): Step {
  return STEPS[Math.min(STEPS.indexOf(step) + 1, STEPS.length - 1)] ?? 'picture'
}

export function previousStep(step: Step): Step | null {
  return STEPS[STEPS.indexOf(step) - 1] ?? null
}

/** The step that the address names, if it names one. */
export function stepOf(name: unknown): Step | null {
  return STEPS.find((step) => step === name) ?? null
}

/** Where a field is filled in. */
export function stepOfField(field: string): Step {
  const head = field.split('.')[0] ?? ''
  if (['photo', 'photoId', 'crop'].includes(head)) return 'picture'
  if (['halfStars', 'review', 'visibility'].includes(head)) return 'review'
  if (head === 'shape') return 'shape'
  if (['paper', 'artworkId'].includes(head)) return 'back'
  return 'facts'
}
