/**
 * Asks the renderer for one picture at a time: waits until the person pauses, drops what was asked before,
 * keeps the last picture until the next one is there, and remembers pictures it has seen.
 */

export interface PreviewState {
  url: string
  loading: boolean
  failed: boolean
}

export interface PreviewDeps<Request> {
  render(request: Request, signal: AbortSignal): Promise<Blob>
  keyOf(request: Request): string
  cache: PictureCache
  /** Called with every change of the state. */
  onChange(state: PreviewState): void
  /** Milliseconds to wait for the person to pause; a remembered picture is shown at once. */
  delay: number
}

export interface PreviewQueue<Request> {
  show(request: Request | null): void
  retry(): void
  stop(): void
}

export function createPreviewQueue<Request>(deps: PreviewDeps<Request>): PreviewQueue<Request> {
  let state: PreviewState = { url: '', loading: false, failed: false }
  let wanted: { key: string; request: Request } | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: AbortController | undefined

  const change = (next: Partial<PreviewState>) => {
    state = { ...state, ...next }
    deps.onChange(state)
  }
  const halt = () => {
    clearTimeout(timer)
    running?.abort()
    running = undefined
  }

  async function run(job: { key: string; request: Request }): Promise<void> {
    const control = new AbortController()
    running = control
    try {
      const picture = await deps.render(job.request, control.signal)
      if (control.signal.aborted) return
      change({ url: deps.cache.keep(job.key, picture), loading: false, failed: false })
    } catch {
      if (!control.signal.aborted) change({ loading: false, failed: true })
    }
  }

  function start(job: { key: string; request: Request }, delay: number): void {
    halt()
    change({ loading: true, failed: false })
    timer = setTimeout(() => void run(job), delay)
  }

  return {
    show(request) {
      if (request === null) {
        wanted = null
        halt()
        change({ url: '', loading: false, failed: false })
        return
      }
      const key = deps.keyOf(request)
      if (wanted?.key === key && !state.failed) return
      wanted = { key, request }
      const known = deps.cache.find(key)
      if (known) {
        halt()
        change({ url: known, loading: false, failed: false })
        return
      }
      start(wanted, deps.delay)
    },
    retry() {
      if (wanted) start(wanted, 0)
    },
    stop() {
      wanted = null
      halt()
    },
  }
}

export interface PictureCache {
  find(key: string): string | undefined
  keep(key: string, picture: Blob): string
  clear(): void
}

/** Remembers the pictures used last and gives the memory of the others back. */
export function createPictureCache(
  most: number,
  urls: Pick<typeof URL, 'createObjectURL' | 'revokeObjectURL'> = URL,
): PictureCache {
  const known = new Map<string, string>()
  const forget = (key: string) => {
    const url = known.get(key)
    known.delete(key)
    if (url) urls.revokeObjectURL(url)
  }
  return {
    find(key) {
      const url = known.get(key)
      if (url) {
        known.delete(key)
        known.set(key, url)
      }
      return url
    },
    keep(key, picture) {
      forget(key)
      const url = urls.createObjectURL(picture)
      known.set(key, url)
      for (const oldest of known.keys()) {
        if (known.size <= most) break
        forget(oldest)
      }
      return url
    },
    clear() {
      for (const key of [...known.keys()]) forget(key)
    },
  }
}
