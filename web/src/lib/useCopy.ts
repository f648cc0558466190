import { onScopeDispose, ref } from 'vue'
import { copyText } from '@/lib/clipboard'

const SHOWN = 3_000

/** Copying with what came of it, told for a moment: `copied` only when it really was. */
export function useCopy() {
  const state = ref<'' | 'copied' | 'failed'>('')
  let timer: ReturnType<typeof setTimeout> | undefined
  onScopeDispose(() => clearTimeout(timer))

  async function copy(text: string): Promise<void> {
    clearTimeout(timer)
    state.value = (await copyText(text)) ? 'copied' : 'failed'
    // what failed stays: it says how to go on
    if (state.value === 'copied') timer = setTimeout(() => (state.value = ''), SHOWN)
  }
  return { state, copy, reset: () => (state.value = '') }
}
