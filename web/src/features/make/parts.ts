/**
 * What the first screen of the flow can do without. It comes as soon as the page rests, before the network may go:
 * the person is busy with the picture meanwhile.
 */
import { defineAsyncComponent, type Component } from 'vue'
import { loadTexts } from '@/i18n'

/** Between two tries to fetch a part when the network was lost before it came (ms). */
const PAUSE = 1_000

/** What finds cakes says it in the words of that feature, and searches as the collection does. */
const withFinder = async <T>(part: Promise<T>): Promise<T> =>
  (await Promise.all([part, loadTexts('cakeform'), loadTexts('pieces')]))[0]

const parts = {
  crop: async () => (await Promise.all([import('./photo/CropStage.vue'), loadTexts('crop')]))[0],
  poster: () => withFinder(import('./cake/PosterSearch.vue')),
  cake: () => import('./cake/CakeLine.vue'),
  tips: () => import('./photo/PhotoTips.vue'),
  upload: () => import('./upload/UploadNote.vue'),
  link: () => withFinder(import('./cake/LinkSheet.vue')),
  reading: async () =>
    (await Promise.all([import('./reading/ReadingSheet.vue'), loadTexts('reading'), loadTexts('ai')]))[0],
  ticket: () => import('./LiveTicket.vue'),
  facts: () => import('./steps/FactsStep.vue'),
  review: () => import('./steps/ReviewStep.vue'),
  shape: () => import('./steps/ShapeStep.vue'),
  back: () => import('./steps/BackStep.vue'),
  done: () => import('./steps/DoneStep.vue'),
}

/** Comes as soon as it can: a lost network is waited for, as the rest of the flow does. */
const patient = (loader: () => Promise<{ default: Component }>) =>
  defineAsyncComponent({ loader, onError: (_error, retry) => void setTimeout(retry, PAUSE) })

export const CropStage = patient(parts.crop)
export const PosterSearch = patient(parts.poster)
export const CakeLine = patient(parts.cake)
export const PhotoTips = patient(parts.tips)
export const UploadNote = patient(parts.upload)
export const LinkSheet = patient(parts.link)
export const ReadingSheet = patient(parts.reading)
export const LiveTicket = patient(parts.ticket)
export const FactsStep = patient(parts.facts)
export const ReviewStep = patient(parts.review)
export const ShapeStep = patient(parts.shape)
export const BackStep = patient(parts.back)
export const DoneStep = patient(parts.done)

/** Not among those that everybody fetches: only where a model is set up (back/ai/lazyLane.ts). */
export const AiPanel = patient(() => import('./back/ai/AiPanel.vue'))
export const CompareBack = patient(() => import('./back/ai/CompareBack.vue'))

/** Fetches them all; one that fails is fetched again when it is needed. */
export async function loadParts(): Promise<void> {
  await Promise.allSettled(Object.values(parts).map((load) => load()))
}
