import { computed, ref, toValue, watch, type MaybeRefOrGetter } from 'vue'

/**
 * Where somebody is among the pages of a story, and whether it goes on by itself. It does until they take over by key or
 * button, never while a finger holds it or where motion is to be little.
 */
export function useStory(count: MaybeRefOrGetter<number>, still: MaybeRefOrGetter<boolean>) {
  const index = ref(0)
  const paused = ref(false)
  const held = ref(false)
  /** Pages are turned by key: none fills, or tells how long it will stay. */
  const byHand = ref(false)
  const last = computed(() => Math.max(0, toValue(count) - 1))
  watch(last, (end) => (index.value = Math.min(index.value, end)))

  const go = (to: number) => void (index.value = Math.min(Math.max(to, 0), last.value))
  const next = () => go(index.value + 1)
  const previous = () => go(index.value - 1)

  /** True when the key was one of the story's. */
  function key(name: string): boolean {
    const moves: Record<string, () => void> = {
      ArrowRight: next,
      ArrowLeft: previous,
      PageDown: next,
      PageUp: previous,
      Home: () => go(0),
      End: () => go(last.value),
    }
    if (!moves[name]) return false
    paused.value = byHand.value = true // who reads by keys sets the pace
    moves[name]()
    return true
  }

  return {
    index,
    paused,
    held,
    byHand,
    /** Whether it goes on by itself now. */
    playing: computed(() => !toValue(still) && !paused.value && !held.value),
    atStart: computed(() => index.value === 0),
    atEnd: computed(() => index.value === last.value),
    go,
    next,
    previous,
    key,
    toggle: () => {
      paused.value = !paused.value
      byHand.value = false
    },
  }
}
