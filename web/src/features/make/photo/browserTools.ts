/** The real tools for preparePhoto: a worker for the heavy work, the page itself where workers have no canvas. */
import type { LocalPhoto } from '../model'
import type { PhotoAnswer, PhotoJob } from './photo.worker'
import type { PhotoTools } from './preparePhoto'
import { measure, shrink } from './shrink'

const workerDraws = typeof Worker !== 'undefined' && typeof OffscreenCanvas !== 'undefined'

export const browserTools: PhotoTools = {
  measure,
  shrink: (blob, side) => (workerDraws ? inWorker({ kind: 'shrink', blob, side }) : shrink(blob, side)),
  convertHeic: async (blob, side) => {
    if (workerDraws) return inWorker({ kind: 'heic', blob, side })
    const { decodeHeic } = await import('./heic')
    return shrink(await decodeHeic(blob), side)
  },
}

/** One worker per job: decoders keep their memory as long as they live. */
function inWorker(job: PhotoJob): Promise<LocalPhoto> {
  const worker = new Worker(new URL('./photo.worker.ts', import.meta.url), { type: 'module' })
  return new Promise<LocalPhoto>((resolve, reject) => {
    worker.addEventListener('message', (event: MessageEvent<PhotoAnswer>) => {
      if ('photo' in event.data) resolve(event.data.photo)
      else reject(new Error(event.data.failure))
    })
    worker.addEventListener('error', (event) => reject(new Error(event.message || 'the photo worker could not start')))
    worker.postMessage(job)
  }).finally(() => worker.terminate())
}
