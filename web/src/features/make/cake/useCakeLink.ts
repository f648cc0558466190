/** The work that a draft belongs to: links it, copies its poster, fills in what it knows. */
import { effectScope, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import { Problem } from '@/api/problem'
import type { DraftHandle } from '../draft/useDraft'
import type { MakeServer } from '../server/makeServer'
import { fillFacts } from './fillFacts'
import { linkedCake, type CakeToLink } from './linkedCake'

export interface CakeLink {
  /** The cake that is being fetched, or empty. */
  busy: Readonly<Ref<string>>
  /** Why the last wish failed; the draft is as it was. */
  problem: ShallowRef<Problem | null>
  /** What the linked cake is called could not be found out. */
  unknown: Readonly<Ref<boolean>>
  /** Links the cake and takes its poster as the photo. */
  take(cakeId: string): Promise<boolean>
  /** Links the cake; the photo stays. */
  link(cakeId: string): Promise<boolean>
  unlink(): void
  /** The server does not know the copy of the poster any more: have it copied again. */
  again(): void
  retry(): void
  /** Something else was wished for: what is on its way is not wanted. */
  cancel(): void
  stop(): void
}

export interface CakeLinkDeps {
  server: Pick<MakeServer, 'getCake' | 'takePoster' | 'dropPhoto'>
  offline: Readonly<Ref<boolean>>
  /** A poster is about to take the place of the draft's photo. */
  onTaken(): void
}

export function useCakeLink(handle: DraftHandle, { server, offline, onTaken }: CakeLinkDeps): CakeLink {
  const { draft } = handle
  const busy = ref('')
  const problem = shallowRef<Problem | null>(null)
  const unknown = ref(false)
  const scope = effectScope(true)
  let control = new AbortController()
  let wish: (() => Promise<boolean>) | undefined

  function cancel(): void {
    control.abort()
    busy.value = ''
    problem.value = null
    wish = undefined
  }

  /** Does what the person wished for last; an earlier wish that is still on its way is given up. */
  async function grant(cakeId: string, work: (signal: AbortSignal) => Promise<void>): Promise<boolean> {
    cancel()
    const { signal } = (control = new AbortController())
    busy.value = cakeId
    wish = () => grant(cakeId, work)
    try {
      await work(signal)
      if (!signal.aborted) wish = undefined
      return !signal.aborted
    } catch (error) {
      if (!signal.aborted) problem.value = error instanceof Problem ? error : new Problem('internal', 0, String(error))
      return false
    } finally {
      if (!signal.aborted) busy.value = ''
    }
  }

  /** The copy of the poster, unless it is not wanted any more. */
  async function copy(cakeId: string, signal: AbortSignal) {
    const photo = await server.takePoster(cakeId, signal)
    if (signal.aborted) server.dropPhoto(photo.id).catch(() => undefined)
    return photo
  }

  function attach(cake: CakeToLink): void {
    const { facts, filled } = fillFacts(draft.facts, draft.filled, cake)
    Object.assign(draft.facts, facts)
    Object.assign(draft, { filled, cakeId: cake.id, cake: linkedCake(cake) })
  }

  const take = (cakeId: string) =>
    grant(cakeId, async (signal) => {
      const cake = await server.getCake(cakeId, signal)
      const photo = await copy(cake.id, signal)
      if (signal.aborted) return
      onTaken()
      attach(cake)
      await handle.setPoster(photo, cake.id)
    })

  /** Finds out about a cake that a saved piece is linked to. */
  async function learn(): Promise<void> {
    const id = draft.cakeId
    if (!id || draft.cake) return
    unknown.value = false
    try {
      const cake = await server.getCake(id)
      if (draft.cakeId === id) draft.cake = linkedCake(cake)
    } catch {
      if (draft.cakeId === id) unknown.value = true
    }
  }

  scope.run(() => {
    watch(
      () => draft.cakeId !== '' && draft.cake === null,
      () => void learn(),
      { immediate: true },
    )
    watch(offline, (isOffline) => {
      if (isOffline) return
      if (problem.value?.status === 0) void wish?.()
      void learn()
    })
  })

  return {
    busy,
    problem,
    unknown,
    take,
    link: (cakeId) =>
      grant(cakeId, async (signal) => {
        const cake = await server.getCake(cakeId, signal)
        if (!signal.aborted) attach(cake)
      }),
    unlink() {
      cancel()
      Object.assign(draft, { cakeId: '', cake: null })
    },
    again() {
      const { posterOf } = draft
      if (!posterOf || busy.value) return
      void grant(posterOf, async (signal) => {
        const photo = await copy(posterOf, signal)
        if (!signal.aborted) await handle.setPoster(photo, posterOf)
      })
    },
    retry: () => void wish?.(),
    cancel,
    stop() {
      cancel()
      scope.stop()
    },
  }
}
