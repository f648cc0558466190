import { onBeforeUnmount, watch, type Ref } from 'vue'

const FAR_ENOUGH = 48
const SOON_ENOUGH = 700

export interface Stroke {
  dx: number
  dy: number
  /** ms */
  took: number
}

/** 1 for a swipe to what comes next (finger to the left), -1 for back, 0 for anything else. */
export function swipeOf({ dx, dy, took }: Stroke): -1 | 0 | 1 {
  if (took > SOON_ENOUGH || Math.abs(dx) < FAR_ENOUGH || Math.abs(dx) < Math.abs(dy) * 1.6) return 0
  return dx < 0 ? 1 : -1
}

/** Calls back with 1 or -1 when a finger swipes over the element; needs `touch-action: pan-y` on it. */
export function useSwipe(element: Ref<HTMLElement | undefined>, swiped: (step: -1 | 1) => void): void {
  let start: { id: number; x: number; y: number; at: number } | null = null
  function down(event: PointerEvent): void {
    if (event.pointerType === 'mouse') return
    start = { id: event.pointerId, x: event.clientX, y: event.clientY, at: event.timeStamp }
  }
  function up(event: PointerEvent): void {
    if (start?.id !== event.pointerId) return
    const stroke = { dx: event.clientX - start.x, dy: event.clientY - start.y, took: event.timeStamp - start.at }
    start = null
    const step = swipeOf(stroke)
    if (step) swiped(step)
  }
  const cancel = () => (start = null)
  const off = (el?: HTMLElement) => {
    el?.removeEventListener('pointerdown', down)
    el?.removeEventListener('pointerup', up)
    el?.removeEventListener('pointercancel', cancel)
  }
  watch(
    element,
    (el, before) => {
      off(before)
      el?.addEventListener('pointerdown', down)
      el?.addEventListener('pointerup', up)
      el?.addEventListener('pointercancel', cancel)
    },
    { immediate: true },
  )
  onBeforeUnmount(() => off(element.value))
}
