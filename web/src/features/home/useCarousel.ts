import type { EmblaCarouselType } from 'embla-carousel'
import useEmbla from 'embla-carousel-vue'
import { computed, onBeforeUnmount, ref, watch, type Ref } from 'vue'

/** With fewer slides a loop would show the same ticket twice at once. */
const ENOUGH_TO_LOOP = 5
const FARTHEST = 3

/** Signed distance of each slide from the middle, in slides; across the seam where the carousel loops. */
function distances(carousel: EmblaCarouselType): number[] {
  const engine = carousel.internalEngine()
  const snaps = carousel.scrollSnapList()
  const progress = carousel.scrollProgress()
  const [first = 0, second = 1] = snaps
  const step = snaps.length > 1 ? second - first : 1
  return carousel.slideNodes().map((_, i) => {
    const snap = snaps[i] ?? 0
    let away = snap - progress
    if (engine.options.loop) {
      for (const point of engine.slideLooper.loopPoints) {
        const target = point.target()
        if (point.index === i && target !== 0) away = target < 0 ? snap - (1 + progress) : snap + (1 - progress)
      }
    }
    return Math.max(-FARTHEST, Math.min(FARTHEST, away / step))
  })
}

/** A carousel whose slides know how far they are from the middle (CSS variables --d and --a), for the fan. */
export function useCarousel(viewport: Readonly<Ref<HTMLElement | null>>, count: Ref<number>) {
  const loop = computed(() => count.value >= ENOUGH_TO_LOOP)
  const options = computed(() => ({
    loop: loop.value,
    align: 'center' as const,
    containScroll: false as const,
    duration: 26,
    skipSnaps: true,
  }))
  const [root, api] = useEmbla(options)
  watch(viewport, (element) => (root.value = element ?? undefined), { flush: 'sync' })
  const index = ref(0)
  const atStart = ref(true)
  const atEnd = ref(false)

  function fan(): void {
    const carousel = api.value
    if (!carousel) return
    const nodes = carousel.slideNodes()
    distances(carousel).forEach((distance, i) => {
      const style = nodes[i]?.style
      if (!style) return
      style.setProperty('--d', distance.toFixed(3))
      style.setProperty('--a', Math.abs(distance).toFixed(3))
      style.zIndex = String(10 - Math.round(Math.abs(distance) * 2))
    })
  }

  function arrived(): void {
    const carousel = api.value
    if (!carousel) return
    index.value = carousel.selectedScrollSnap()
    atStart.value = !carousel.canScrollPrev()
    atEnd.value = !carousel.canScrollNext()
  }

  watch(api, (carousel) => {
    if (!carousel) return
    fan()
    arrived()
    carousel.on('scroll', fan).on('slideFocus', fan).on('select', arrived)
    carousel.on('reInit', () => {
      fan()
      arrived()
    })
  })
  onBeforeUnmount(() => api.value?.destroy())

  return {
    index,
    atStart,
    atEnd,
    previous: () => api.value?.scrollPrev(),
    next: () => api.value?.scrollNext(),
    to: (i: number) => api.value?.scrollTo(i),
  }
}
