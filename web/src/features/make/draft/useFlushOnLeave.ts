/** Writes the draft when the page may be going away. */
import { onBeforeUnmount } from 'vue'
import { useLeaving } from '@/lib/leaving'
import type { DraftHandle } from './useDraft'

export function useFlushOnLeave(handle: DraftHandle): void {
  useLeaving(() => void handle.flush())
  onBeforeUnmount(() => handle.stop())
}
