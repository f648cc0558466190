/** A picture of the ticket from the renderer that follows the draft. */
import { onScopeDispose, reactive, toRefs, watch, type Ref } from 'vue'
import { Problem } from '@/api/problem'
import type { MakeServer, PreviewOrder } from '../server/makeServer'
import { createPreviewQueue, type PictureCache, type PreviewState } from './previewQueue'

export interface Preview {
  url: Ref<string>
  loading: Ref<boolean>
  failed: Ref<boolean>
  retry(): void
}

export interface PreviewTools {
  server: Pick<MakeServer, 'preview'>
  cache: PictureCache
  /** The server does not know the photo or the painting any more. */
  onLost(order: PreviewOrder): void
}

/** Milliseconds without a change before the renderer is asked. */
const REST = 140

/** `order` gives what to show, or null for nothing. Must be called in a setup or an effect scope. */
export function usePreview(order: () => PreviewOrder | null, tools: PreviewTools): Preview {
  const state = reactive<PreviewState>({ url: '', loading: false, failed: false })
  const queue = createPreviewQueue<PreviewOrder>({
    async render(wanted, signal) {
      try {
        return await tools.server.preview(wanted, signal)
      } catch (error) {
        if (error instanceof Problem && isLost(error)) tools.onLost(wanted)
        throw error
      }
    },
    keyOf: (wanted) => JSON.stringify(wanted),
    cache: tools.cache,
    onChange: (next) => Object.assign(state, next),
    delay: REST,
  })
  watch(order, (wanted) => queue.show(wanted), { immediate: true })
  onScopeDispose(() => queue.stop())
  return { ...toRefs(state), retry: () => queue.retry() }
}

const isLost = (problem: Problem): boolean =>
  problem.status === 404 || 'photoId' in problem.fields || 'artworkId' in problem.fields
