import { onBeforeUnmount, onMounted, type Ref } from 'vue'
import { stillness } from './viewTransition'

const MAX_DEGREES = 11
const PROPERTIES = ['--rx', '--ry', '--mx', '--my', '--shine'] as const

/** Where the pointer is in the box, and how the box leans to it. */
export function leanAt(x: number, y: number, max = MAX_DEGREES): { rx: number; ry: number } {
  const clamp = (v: number) => Math.max(0, Math.min(1, v))
  return { rx: (0.5 - clamp(y)) * 2 * max, ry: (clamp(x) - 0.5) * 2 * max }
}

/** Leans an element to the pointer or finger through CSS variables, without rendering anything anew. */
export function useTilt(element: Ref<HTMLElement | undefined>): void {
  let frame = 0
  function lean(event: PointerEvent): void {
    const box = element.value
    if (!box) return
    cancelAnimationFrame(frame)
    frame = requestAnimationFrame(() => {
      const { left, top, width, height } = box.getBoundingClientRect()
      const [x, y] = [(event.clientX - left) / width, (event.clientY - top) / height]
      const { rx, ry } = leanAt(x, y)
      const values = [`${rx}deg`, `${ry}deg`, `${x * 100}%`, `${y * 100}%`, '1']
      PROPERTIES.forEach((property, i) => box.style.setProperty(property, values[i] ?? ''))
    })
  }
  function rest(): void {
    cancelAnimationFrame(frame)
    PROPERTIES.forEach((property) => element.value?.style.removeProperty(property))
  }
  const events = [
    ['pointermove', lean],
    ['pointerdown', lean],
    ['pointerleave', rest],
    ['pointercancel', rest],
    ['pointerup', (e: PointerEvent) => e.pointerType === 'touch' && rest()],
  ] as [string, EventListener][]
  onMounted(() => {
    if (!stillness()) events.forEach(([name, listener]) => element.value?.addEventListener(name, listener))
  })
  onBeforeUnmount(() => {
    cancelAnimationFrame(frame)
    events.forEach(([name, listener]) => element.value?.removeEventListener(name, listener))
  })
}
