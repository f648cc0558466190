/** Sends bytes straight to the store. XMLHttpRequest, because fetch can't tell how much has been sent. */
import { describe } from '@/api/client'
import { Problem } from '@/api/problem'
import { networkFound, networkLost } from '@/lib/network'
import type { MakeServer } from './makeServer'

/** A connection that moves nothing for so long (milliseconds) is dead. */
const STALL = 45_000

export const putBytes: MakeServer['put'] = (grant, blob, onProgress, signal) =>
  new Promise<void>((resolve, reject) => {
    const request = new XMLHttpRequest()
    let watchdog: ReturnType<typeof setTimeout> | undefined
    const stop = () => request.abort()
    const alive = () => {
      clearTimeout(watchdog)
      watchdog = setTimeout(stop, STALL)
    }
    const unreachable = () => {
      networkLost()
      reject(new Problem('network', 0, describe('network')))
    }

    request.open(grant.method, grant.url)
    for (const [name, value] of Object.entries(grant.headers)) request.setRequestHeader(name, value)
    request.upload.addEventListener('progress', (event) => {
      alive()
      if (event.lengthComputable) onProgress(event.loaded / event.total)
    })
    request.addEventListener('load', () => {
      networkFound()
      if (request.status >= 200 && request.status < 300) resolve()
      else reject(problemOfStatus(request.status))
    })
    request.addEventListener('error', unreachable)
    request.addEventListener('abort', () => {
      if (signal?.aborted) reject(signal.reason as Error)
      else unreachable()
    })
    request.addEventListener('loadend', () => {
      clearTimeout(watchdog)
      signal?.removeEventListener('abort', stop)
    })
    signal?.addEventListener('abort', stop)
    if (signal?.aborted) {
      reject(signal.reason as Error)
      return
    }
    alive()
    request.send(blob)
  })

/** Stores answer in XML or plain text; the status is all that is common to them. 403 is what a grant out of time gets. */
function problemOfStatus(status: number): Problem {
  if (status === 400 || status === 403 || status === 404 || status === 410)
    return new Problem('gone', status, describe('unavailable'))
  if (status === 413) return new Problem('too_large', status, describe('too_large'))
  return new Problem('unavailable', status, describe('unavailable'))
}
