import type { Chart as ChartOf } from 'chart.js'
import { onBeforeUnmount, ref, shallowRef, watch, type Ref } from 'vue'
import { useMediaQuery } from '@/lib/mediaQuery'
import { useTheme } from '@/lib/theme'
import { token } from './colors'

export interface Slice {
  value: number
  color: string
}

/** Draws a ring on the canvas; its list stands beside it. */
export function useDonut(canvas: Ref<HTMLCanvasElement | undefined>, slices: () => readonly Slice[]) {
  const { isDark } = useTheme()
  const still = useMediaQuery('(prefers-reduced-motion: reduce)')
  const failed = ref(false)
  const chart = shallowRef<ChartOf<'doughnut', number[], string>>()
  let gone = false

  async function draw(): Promise<void> {
    try {
      const { Chart } = await import('./engine')
      if (gone || !canvas.value) return
      chart.value?.destroy()
      const all = slices()
      chart.value = new Chart(canvas.value, {
        type: 'doughnut',
        data: {
          labels: all.map(() => ''),
          datasets: [
            {
              data: all.map((s) => s.value),
              backgroundColor: all.map((s) => s.color),
              borderColor: token('--surface'),
              borderWidth: 3,
              borderRadius: 5,
              hoverOffset: 5,
            },
          ],
        },
        options: {
          animation: still.value ? false : { duration: 450 },
          events: [],
          cutout: '64%',
          layout: { padding: 5 },
        },
      })
    } catch {
      failed.value = true // the list says the same
    }
  }
  watch([canvas, slices, isDark, still], () => void draw(), { flush: 'post', immediate: true })
  onBeforeUnmount(() => {
    gone = true
    chart.value?.destroy()
    chart.value = undefined // what leaves the page loses its focus, and would mark
  })

  function mark(index: number | null): void {
    const ring = chart.value
    if (!ring) return
    ring.setActiveElements(index === null ? [] : [{ datasetIndex: 0, index }])
    ring.update('none')
  }
  return { failed, mark }
}
