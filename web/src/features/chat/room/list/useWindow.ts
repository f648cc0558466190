/**
 * Draws of a long list only what is near the view, and keeps on the screen what is there while rows come, go and turn
 * out higher than they were thought to be.
 *
 * The scroller is laid out from its end (`flex-direction: column-reverse`), so its own measure is the distance from the
 * end: older rows and pictures above move nothing by themselves, in no browser, also while a finger flings the list.
 * What changes below the view is made up for by the place of one row, the anchor.
 */
import { computed, nextTick, onBeforeUnmount, onMounted, ref, shallowRef, watch, type ComputedRef, type Ref } from 'vue'
import { fromEndOf, sliceOf, type Slice } from './window'

/** So much is drawn beyond the view (px). */
const MARGIN = 900
/** Nearer to the end than this is at the end. */
const AT_END = 32

export interface WindowedRow {
  key: string
}

export interface ListWindow {
  slice: ComputedRef<Slice>
  /** From the lower edge of the view to the end, and from its upper edge to the beginning (px). */
  fromEnd: Readonly<Ref<number>>
  fromStart(): number
  atEnd: ComputedRef<boolean>
  /** For `:ref` of each row that is drawn. */
  watchRow(key: string): (element: unknown) => void
  /** Brings a row to a share of the view's height: 0 is the top. */
  bring(key: string, share: number): Promise<boolean>
  toEnd(): void
}

export interface WindowDeps<R extends WindowedRow> {
  scroller: Ref<HTMLElement | null>
  rows: Ref<readonly R[]>
  /** How high a row will be, before it was drawn. */
  guess(row: R): number
  /** Whether the end of the rows is the end of everything: then new rows are followed by who stands at it. */
  follows(): boolean
  scrolled?(): void
}

interface Anchor {
  key: string
  /** Its lower edge in the scroller, and where the scroller stood. */
  bottom: number
  scroll: number
}

export function useWindow<R extends WindowedRow>(deps: WindowDeps<R>): ListWindow {
  const { scroller, rows } = deps
  const known = new Map<string, number>()
  const drawn = new Map<string, HTMLElement>()
  const keys = new WeakMap<Element, string>()
  const takers = new Map<string, (element: unknown) => void>()
  const changes = ref(0)
  const fromEnd = ref(0)
  const height = ref(typeof innerHeight === 'number' ? innerHeight : 800)
  const anchor = shallowRef<Anchor | null>(null)
  /** A row that is on its way to its place holds the view until a person scrolls. */
  let pinned = true

  const heightOf = (row: R) => known.get(row.key) ?? deps.guess(row)
  const heights = computed(() => {
    void changes.value
    return rows.value.map(heightOf)
  })
  const slice = computed<Slice>((before) => {
    const now = sliceOf(heights.value, { fromEnd: fromEnd.value, height: height.value, margin: MARGIN })
    const same = before && (Object.keys(now) as (keyof Slice)[]).every((name) => now[name] === before[name])
    return same ? before : now
  })

  const edges = (element: Element) => {
    const box = element.getBoundingClientRect()
    const frame = scroller.value!.getBoundingClientRect()
    return { top: box.top - frame.top, bottom: box.bottom - frame.top }
  }

  /** Remembers the first row whose end is in view. */
  function hold(): void {
    const at = scroller.value
    if (!at) return
    for (const { key } of rows.value.slice(slice.value.start, slice.value.end)) {
      const element = drawn.get(key)
      if (!element?.isConnected) continue
      const { bottom } = edges(element)
      if (bottom <= 0) continue
      anchor.value = { key, bottom, scroll: at.scrollTop }
      return
    }
    anchor.value = null
  }

  /** Puts the anchor back where it was, with what was scrolled since. */
  function settle(): void {
    const at = scroller.value
    if (!at) return
    if (pinned && deps.follows()) {
      if (at.scrollTop !== 0) at.scrollTop = 0
      fromEnd.value = 0
      return
    }
    const element = anchor.value && drawn.get(anchor.value.key)
    if (anchor.value && element?.isConnected) {
      const moved = edges(element).bottom - (anchor.value.bottom - (at.scrollTop - anchor.value.scroll))
      if (Math.abs(moved) >= 1) at.scrollTop += moved
    }
    fromEnd.value = Math.max(0, -at.scrollTop)
    hold()
  }

  /**
   * Where the scroller stood before rows were exchanged. A browser that measures in the middle of it, as Chromium does
   * when what has the focus goes, finds a list too short to stand there, and would leave the view at the end.
   */
  let stood = 0
  function before(): void {
    hold()
    stood = scroller.value?.scrollTop ?? 0
  }
  function after(): void {
    const at = scroller.value
    if (at && at.scrollTop !== stood) at.scrollTop = stood
    settle()
  }

  /** Rows that were added behind the anchor (or went) are scrolled by before they are drawn, or it would not be drawn. */
  function shift(now: readonly R[], before: readonly R[]): void {
    const key = anchor.value?.key
    if (!key || (pinned && deps.follows())) return
    const below = (all: readonly R[]) => {
      const at = all.findIndex((row) => row.key === key)
      return at < 0 ? NaN : all.slice(at + 1).reduce((height, row) => height + heightOf(row), 0)
    }
    const grown = below(now) - below(before)
    if (grown) fromEnd.value = Math.max(0, fromEnd.value + grown)
  }

  function onScroll(): void {
    const at = scroller.value
    if (!at) return
    fromEnd.value = Math.max(0, -at.scrollTop)
    pinned = fromEnd.value < AT_END
    hold()
    deps.scrolled?.()
  }

  const sizes =
    typeof ResizeObserver === 'undefined'
      ? null
      : new ResizeObserver((entries) => {
          let changed = false
          for (const { target, borderBoxSize } of entries) {
            if (target === scroller.value) {
              height.value = target.clientHeight
              continue
            }
            const key = keys.get(target)
            const high = borderBoxSize[0]?.blockSize ?? (target as HTMLElement).offsetHeight
            if (!key || !target.isConnected || known.get(key) === high) continue
            known.set(key, high)
            changed = true
          }
          if (changed) changes.value++
          settle()
        })

  function watchRow(key: string): (element: unknown) => void {
    const known = takers.get(key)
    if (known) return known // another function would be another ref, unset and set at each drawing
    const take = (element: unknown) => {
      const before = drawn.get(key)
      if (before === element) return
      if (before) sizes?.unobserve(before)
      if (!(element instanceof HTMLElement)) {
        drawn.delete(key)
        takers.delete(key)
        return
      }
      drawn.set(key, element)
      keys.set(element, key)
      sizes?.observe(element)
    }
    takers.set(key, take)
    return take
  }

  async function bring(key: string, share: number): Promise<boolean> {
    const at = scroller.value
    const row = rows.value.findIndex((each) => each.key === key)
    if (!at || row < 0) return false
    pinned = false
    anchor.value = null
    at.scrollTop = -fromEndOf(heights.value, row, height.value, share)
    fromEnd.value = Math.max(0, -at.scrollTop)
    // what was only guessed so far gets its height when it is drawn
    for (let attempt = 0; attempt < 4; attempt++) {
      await nextTick()
      const element = drawn.get(key)
      if (!element?.isConnected) continue
      const { top, bottom } = edges(element)
      const off = top - Math.max(0, at.clientHeight - (bottom - top)) * share
      if (Math.abs(off) < 1) break
      at.scrollTop += off
      fromEnd.value = Math.max(0, -at.scrollTop)
    }
    const element = drawn.get(key)
    if (element) anchor.value = { key, bottom: edges(element).bottom, scroll: at.scrollTop }
    pinned = fromEnd.value < AT_END
    return !!element
  }

  function toEnd(): void {
    pinned = true
    if (scroller.value) scroller.value.scrollTop = 0
    fromEnd.value = 0
  }

  watch(rows, shift, { flush: 'pre' })
  watch([slice, rows], before, { flush: 'pre' })
  watch([slice, rows], after, { flush: 'post' })
  watch(scroller, (now, before) => {
    before?.removeEventListener('scroll', onScroll)
    if (before) sizes?.unobserve(before)
    now?.addEventListener('scroll', onScroll, { passive: true })
    if (now) sizes?.observe(now)
  })
  onMounted(() => {
    height.value = scroller.value?.clientHeight || height.value
  })
  onBeforeUnmount(() => {
    scroller.value?.removeEventListener('scroll', onScroll)
    sizes?.disconnect()
  })

  return {
    slice,
    fromEnd,
    fromStart: () => {
      const at = scroller.value
      return at ? at.scrollHeight - at.clientHeight + at.scrollTop : 0
    },
    atEnd: computed(() => fromEnd.value < AT_END),
    watchRow,
    bring,
    toEnd,
  }
}
