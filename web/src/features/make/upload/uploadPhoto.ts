/** Brings a photo to the store: ask for a place, send the bytes there, have them checked. */
import { Problem } from '@/api/problem'
import type { LocalPhoto, UploadedPhoto } from '../model'
import type { MakeServer } from '../server/makeServer'

export type UploadPhase = 'idle' | 'sending' | 'checking' | 'done' | 'failed'

export interface UploadState {
  phase: UploadPhase
  /** The part of the bytes that is sent, 0..1. */
  progress: number
  /** Why it failed. */
  problem: Problem | null
}

export const NO_UPLOAD: UploadState = { phase: 'idle', progress: 0, problem: null }

/** A place that ran out while the photo was on its way is asked for anew, but not for ever. */
const MOST_STARTS = 3

type UploadServer = Pick<MakeServer, 'askUpload' | 'put' | 'completeUpload'>

export async function uploadPhoto(
  photo: LocalPhoto,
  server: UploadServer,
  onChange: (state: UploadState) => void,
  signal?: AbortSignal,
): Promise<UploadedPhoto> {
  const tell = (state: Partial<UploadState> & Pick<UploadState, 'phase'>) => {
    if (!signal?.aborted) onChange({ progress: 0, problem: null, ...state })
  }
  for (let start = 1; ; start++) {
    try {
      tell({ phase: 'sending' })
      const grant = await server.askUpload(photo.blob.type, photo.blob.size, signal)
      await server.put(grant, photo.blob, (progress) => tell({ phase: 'sending', progress }), signal)
      tell({ phase: 'checking', progress: 1 })
      const uploaded = await server.completeUpload(grant.id, signal)
      tell({ phase: 'done', progress: 1 })
      return uploaded
    } catch (cause) {
      if (signal?.aborted) throw cause
      const problem = asProblem(cause)
      if (isGone(problem) && start < MOST_STARTS) continue
      tell({ phase: 'failed', problem })
      throw problem
    }
  }
}

/** The place ran out, was used up, is not known any more, or the bytes did not arrive there. */
const isGone = (problem: Problem): boolean =>
  problem.code === 'upload_incomplete' || problem.code === 'gone' || problem.status === 404 || problem.status === 410

const asProblem = (cause: unknown): Problem =>
  cause instanceof Problem ? cause : new Problem('internal', 0, String(cause))
