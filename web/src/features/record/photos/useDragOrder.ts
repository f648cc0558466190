/** Puts rows in order by dragging them: live, so that one sees where it will be. Keys and buttons do the same elsewhere. */
import { nextTick, onBeforeUnmount, ref, type Ref } from 'vue'
import { placeAt } from './order'

export interface DragOrder {
  /** The key of the row in the hand. */
  dragged: Ref<string>
  /** How far the row is from its place (px). */
  offset: Ref<number>
  start(event: PointerEvent, key: string): void
}

/** Near the edge of the screen the page scrolls along (px, px per frame). */
const EDGE = 80
const SCROLL = 9

/** `rows` are those on the screen by key, in order; `moveTo` puts a row into another place of that order. */
export function useDragOrder(
  rows: () => [string, HTMLElement][],
  moveTo: (key: string, place: number) => void,
): DragOrder {
  const dragged = ref('')
  const offset = ref(0)
  let pointer: { id: number; y: number; grip: number } | null = null
  let frame = 0

  const middle = (row: HTMLElement) => {
    const { top, height } = row.getBoundingClientRect()
    return top + height / 2
  }

  async function follow(): Promise<void> {
    if (!pointer) return
    const list = rows()
    const from = list.findIndex(([key]) => key === dragged.value)
    const row = list[from]?.[1]
    if (!row) return
    const y = pointer.y - pointer.grip
    const middles = list.map(([key, each]) => (key === dragged.value ? y : middle(each)))
    const place = placeAt(middles, from, y)
    if (place !== from) {
      moveTo(dragged.value, place)
      await nextTick()
    }
    offset.value += y - middle(row)
  }

  function tick(): void {
    if (!pointer) return
    const { innerHeight } = window
    if (pointer.y < EDGE) scrollBy(0, -SCROLL)
    else if (pointer.y > innerHeight - EDGE) scrollBy(0, SCROLL)
    void follow()
    frame = requestAnimationFrame(tick)
  }

  function move(event: PointerEvent): void {
    if (event.pointerId !== pointer?.id) return
    pointer.y = event.clientY
  }

  function end(event?: PointerEvent): void {
    if (event && event.pointerId !== pointer?.id) return
    pointer = null
    cancelAnimationFrame(frame)
    dragged.value = ''
    offset.value = 0
    removeEventListener('pointermove', move)
    removeEventListener('pointerup', end)
    removeEventListener('pointercancel', end)
  }

  function start(event: PointerEvent, key: string): void {
    if (event.button !== 0 || pointer) return
    const row = rows().find(([each]) => each === key)?.[1]
    if (!row) return
    event.preventDefault() // no text is selected on the way
    pointer = { id: event.pointerId, y: event.clientY, grip: event.clientY - middle(row) }
    dragged.value = key
    addEventListener('pointermove', move)
    addEventListener('pointerup', end)
    addEventListener('pointercancel', end)
    frame = requestAnimationFrame(tick)
  }

  onBeforeUnmount(() => end())
  return { dragged, offset, start }
}
