import { watch } from 'vue'

/**
 * For what opens in front of a page without a trigger of its own: the focus goes back to where it was, or whoever goes
 * by keys would begin at the top again. Gives what to do when the focus leaves.
 */
export function useFocusBack(open: () => boolean): (left: Event) => void {
  let before: Element | null = null
  watch(
    open,
    (opens) => {
      if (opens) before = document.activeElement
    },
    { immediate: true, flush: 'sync' },
  )
  return (left) => {
    left.preventDefault()
    const now = document.activeElement
    // somebody may have chosen a better place meanwhile, such as the page it led to
    const free = !now || now === document.body || (left.target instanceof Node && left.target.contains(now))
    if (free && before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true })
  }
}
