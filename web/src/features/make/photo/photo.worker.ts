/** Heavy work on photos, off the page's thread. */
import type { LocalPhoto } from '../model'
import { shrink } from './shrink'

export interface PhotoJob {
  kind: 'shrink' | 'heic'
  blob: Blob
  side: number
}
export type PhotoAnswer = { photo: LocalPhoto } | { failure: string }

async function work(job: PhotoJob): Promise<LocalPhoto> {
  if (job.kind === 'shrink') return shrink(job.blob, job.side)
  const { decodeHeic } = await import('./heic')
  return shrink(await decodeHeic(job.blob), job.side)
}

self.addEventListener('message', (event: MessageEvent<PhotoJob>) => {
  const answer = (message: PhotoAnswer) => self.postMessage(message)
  work(event.data).then(
    (photo) => answer({ photo }),
    (error: unknown) => answer({ failure: String(error) }),
  )
})
