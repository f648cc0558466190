/**
 * What the first screen of the flow can do without. It comes as soon as the page rests, before the network may go:
 * the person is busy with the picture meanwhile.
 */
import { defineAsyncComponent } from 'vue'

const parts = {
  crop: () => import('./photo/CropStage.vue'),
  ticket: () => import('./LiveTicket.vue'),
  facts: () => import('./steps/FactsStep.vue'),
  review: () => import('./steps/ReviewStep.vue'),
  shape: () => import('./steps/ShapeStep.vue'),
  back: () => import('./steps/BackStep.vue'),
  done: () => import('./steps/DoneStep.vue'),
}

export const CropStage = defineAsyncComponent(parts.crop)
export const LiveTicket = defineAsyncComponent(parts.ticket)
export const FactsStep = defineAsyncComponent(parts.facts)
export const ReviewStep = defineAsyncComponent(parts.review)
export const ShapeStep = defineAsyncComponent(parts.shape)
export const BackStep = defineAsyncComponent(parts.back)
export const DoneStep = defineAsyncComponent(parts.done)

/** Fetches them all; one that fails is fetched again when it is needed. */
export async function loadParts(): Promise<void> {
  await Promise.allSettled(Object.values(parts).map((load) => load()))
}
