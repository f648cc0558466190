/** Fingers, mouse and wheel on a photo in full view: pinch, double tap and wheel enlarge it, drags move it or change photos. */
import { onBeforeUnmount, ref, watch, type Ref } from 'vue'
import { CLOSE, fitted, panned, strokeOf, WHOLE, zoomed, type Look, type Place, type Size } from './zoom'

/** Two taps are one when they come so soon and so near (ms, px). */
const SOON = 300
const NEAR = 30

export interface Zoom {
  look: Ref<Look>
  /** How far the whole photo is dragged aside or down (px). */
  drag: Ref<Place>
  /** A finger is on it: no smoothing. */
  held: Ref<boolean>
  /** Between the whole photo and a close look, around the middle. */
  toggle(): void
  scaleBy(factor: number): void
  reset(): void
}

export interface ZoomDeps {
  stage: Ref<HTMLElement | null>
  photo(): Size
  stroke(way: 'next' | 'previous' | 'close'): void
}

export function useZoom({ stage, photo, stroke }: ZoomDeps): Zoom {
  const look = ref<Look>(WHOLE)
  const drag = ref<Place>({ x: 0, y: 0 })
  const held = ref(false)
  const fingers = new Map<number, Place>()
  let start: (Place & { time: number; pinched: boolean }) | null = null
  let lastTap: (Place & { time: number }) | null = null

  const screen = (): Size => ({
    width: stage.value?.clientWidth ?? 1,
    height: stage.value?.clientHeight ?? 1,
  })
  function placeOf(event: MouseEvent): Place {
    const box = stage.value!.getBoundingClientRect()
    return { x: event.clientX - box.left - box.width / 2, y: event.clientY - box.top - box.height / 2 }
  }
  const zoomTo = (scale: number, at: Place) =>
    void (look.value = zoomed(look.value, scale, at, fitted(photo(), screen()), screen()))

  function down(event: PointerEvent): void {
    if (event.button !== 0 || (event.target as HTMLElement).closest('button, a')) return
    if (fingers.size >= 2) return
    stage.value?.setPointerCapture(event.pointerId)
    const at = placeOf(event)
    fingers.set(event.pointerId, at)
    held.value = true
    if (fingers.size === 1) start = { ...at, time: event.timeStamp, pinched: false }
    else if (start) {
      start.pinched = true
      drag.value = { x: 0, y: 0 }
    }
  }

  function move(event: PointerEvent): void {
    const before = fingers.get(event.pointerId)
    if (!before || !start) return
    const at = placeOf(event)
    const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1]
    fingers.set(event.pointerId, at)
    if (other) pinch(before, at, other)
    else if (look.value.scale > 1)
      look.value = panned(look.value, at.x - before.x, at.y - before.y, fitted(photo(), screen()), screen())
    else if (!start.pinched) {
      const [x, y] = [at.x - start.x, at.y - start.y]
      drag.value = Math.abs(x) > Math.abs(y) ? { x, y: 0 } : { x: 0, y: Math.max(0, y) }
    }
  }

  function pinch(before: Place, at: Place, other: Place): void {
    const distance = (p: Place) => Math.hypot(p.x - other.x, p.y - other.y)
    const middle = { x: (at.x + other.x) / 2, y: (at.y + other.y) / 2 }
    const size = [fitted(photo(), screen()), screen()] as const
    const shifted = panned(look.value, (at.x - before.x) / 2, (at.y - before.y) / 2, ...size)
    look.value = zoomed(shifted, (shifted.scale * distance(at)) / Math.max(1, distance(before)), middle, ...size)
  }

  function up(event: PointerEvent): void {
    const at = fingers.get(event.pointerId)
    if (!at) return
    fingers.delete(event.pointerId)
    if (fingers.size) return
    held.value = false
    drag.value = { x: 0, y: 0 }
    const began = start
    start = null
    if (!began || event.type === 'pointercancel') return
    const [dx, dy, took] = [at.x - began.x, at.y - began.y, event.timeStamp - began.time]
    if (Math.hypot(dx, dy) < 10 && took < SOON) return tap(at, event.timeStamp)
    if (began.pinched || look.value.scale > 1) return
    const way = strokeOf(dx, dy, took, screen().width)
    if (way) stroke(way)
  }

  function tap(at: Place, time: number): void {
    const isSecond = lastTap && time - lastTap.time < SOON && Math.hypot(at.x - lastTap.x, at.y - lastTap.y) < NEAR
    lastTap = isSecond ? null : { ...at, time }
    if (isSecond) zoomTo(look.value.scale > 1 ? 1 : CLOSE, at)
  }

  function wheel(event: WheelEvent): void {
    event.preventDefault()
    // a pinch on a touchpad comes as a wheel with the control key, in smaller steps
    zoomTo(look.value.scale * Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.002)), placeOf(event))
  }

  const listeners = { pointerdown: down, pointermove: move, pointerup: up, pointercancel: up, wheel }
  const each = (element: HTMLElement, way: 'addEventListener' | 'removeEventListener') => {
    for (const [name, listener] of Object.entries(listeners)) element[way](name, listener as EventListener)
  }
  watch(
    stage,
    (element, before) => {
      if (before) each(before, 'removeEventListener')
      if (element) each(element, 'addEventListener')
    },
    { immediate: true, flush: 'post' },
  )
  onBeforeUnmount(() => stage.value && each(stage.value, 'removeEventListener'))

  const middle = { x: 0, y: 0 }
  return {
    look,
    drag,
    held,
    toggle: () => zoomTo(look.value.scale > 1 ? 1 : CLOSE, middle),
    scaleBy: (factor) => zoomTo(look.value.scale * factor, middle),
    reset() {
      look.value = WHOLE
      drag.value = { x: 0, y: 0 }
    },
  }
}
