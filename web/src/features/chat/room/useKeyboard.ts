/**
 * Where a phone's keyboard leaves room. Browsers that don't make the page smaller for it (iPhones) draw it over the
 * page and push the page up; the room is then put into what can be seen.
 */
import { onBeforeUnmount, onMounted, shallowRef, type Ref, type StyleValue } from 'vue'

/** Less than this is a bar of the browser, not a keyboard (px). */
const KEYBOARD = 120

export function useKeyboard(): Readonly<Ref<StyleValue>> {
  const style = shallowRef<StyleValue>()
  function look(): void {
    const seen = window.visualViewport
    if (!seen) return
    const covered = document.documentElement.clientHeight - seen.height
    const typing = covered > KEYBOARD && seen.scale < 1.05 && document.activeElement?.matches('textarea, input')
    style.value = typing
      ? { position: 'fixed', left: 0, right: 0, top: `${seen.offsetTop}px`, height: `${seen.height}px`, zIndex: 20 }
      : undefined
  }
  onMounted(() => {
    window.visualViewport?.addEventListener('resize', look)
    window.visualViewport?.addEventListener('scroll', look)
  })
  onBeforeUnmount(() => {
    window.visualViewport?.removeEventListener('resize', look)
    window.visualViewport?.removeEventListener('scroll', look)
  })
  return style
}
