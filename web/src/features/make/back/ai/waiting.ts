/** What is told of a picture that is on its way. */
import type { AiTryState } from './aiTry'

export type Stage = 'sending' | 'queue' | 'again' | 'looking' | 'outlines' | 'colours' | 'finishing'

/** From which part of the painting on each is told. */
const STAGES: readonly [number, Stage][] = [
  [0.8, 'finishing'],
  [0.4, 'colours'],
  [0.15, 'outlines'],
  [0, 'looking'],
]

export function stageOf({ running, again }: Pick<AiTryState, 'running' | 'again'>): Stage {
  if (!running || running.id === '') return 'sending'
  if (running.state === 'asked') return again ? 'again' : running.ahead > 0 ? 'queue' : 'sending'
  return STAGES.find(([from]) => running.progress >= from)?.[1] ?? 'looking'
}

export type Patience = 'usual' | 'soon' | 'longer'

/** Whether it takes as long as usual; `usual` in seconds, 0 when nobody knows. */
export function patienceOf(waited: number, usual: number): Patience {
  const expected = usual || 30
  if (waited < expected * 0.75) return 'usual'
  return waited < expected * 1.5 ? 'soon' : 'longer'
}

/** Seconds as they are said: nobody wants to hear "37 seconds". */
export const roundSeconds = (seconds: number): number =>
  seconds <= 10 ? Math.max(5, Math.round(seconds)) : Math.ceil(seconds / 5) * 5
