import type { Chart as ChartOf, ChartConfiguration } from 'chart.js'
import { onBeforeUnmount, ref, shallowRef, watch, type Ref } from 'vue'
import { useMediaQuery } from '@/lib/mediaQuery'
import { useTheme } from '@/lib/theme'
import type { Point, Series, Unit } from './chart'
import { token } from './colors'

interface Wanted {
  points: readonly Point[]
  series: readonly Series[]
  unit: Unit
}

const colorOf = (color: string) => (color.startsWith('--') ? token(color) : color)

function configuration({ points, series, unit }: Wanted, still: boolean): ChartConfiguration<'bar', number[], string> {
  const [ink, line] = [token('--ink-3'), token('--line')]
  const font = { family: getComputedStyle(document.body).fontFamily, size: 11.5 }
  return {
    type: 'bar',
    data: {
      labels: points.map((p) => p.short),
      datasets: series.map(({ label, color, stack }, i) => ({
        label,
        data: points.map((p) => p.values[i] ?? 0),
        backgroundColor: colorOf(color),
        hoverBackgroundColor: colorOf(color),
        borderColor: token('--ink'),
        borderSkipped: false,
        hoverBorderWidth: 1.5,
        borderRadius: stack ? 2 : 5,
        maxBarThickness: 34,
        categoryPercentage: 0.78,
        barPercentage: 0.92,
        ...(stack && { stack }),
      })),
    },
    options: {
      animation: still ? false : { duration: 450 },
      events: [], // points are elements of the page, over the canvas
      maintainAspectRatio: false,
      scales: {
        x: {
          stacked: series.some((s) => s.stack),
          grid: { display: false },
          border: { color: line },
          ticks: { color: ink, font, maxRotation: 0, autoSkip: true, autoSkipPadding: 6 },
        },
        y: {
          stacked: series.some((s) => s.stack),
          beginAtZero: true,
          grid: { color: line },
          border: { display: false },
          ticks: { color: ink, font, precision: 0, maxTicksLimit: 5, callback: (n) => unit.axis(Number(n)) },
        },
      },
    },
  }
}

/** Draws bars on the canvas, again with every change of the numbers or of the look, and tells where each point stands. */
export function useBars(canvas: Ref<HTMLCanvasElement | undefined>, wanted: () => Wanted) {
  const { isDark } = useTheme()
  const still = useMediaQuery('(prefers-reduced-motion: reduce)')
  /** The part of the canvas that the bars take, in pixels. */
  const area = ref<{ left: number; width: number; height: number }>()
  const failed = ref(false)
  const chart = shallowRef<ChartOf<'bar', number[], string>>()
  let gone = false

  const place = {
    id: 'place',
    afterLayout: ({ chartArea, height }: ChartOf) => {
      area.value = { left: chartArea.left, width: chartArea.width, height }
    },
  }

  async function draw(): Promise<void> {
    try {
      const { Chart } = await import('./engine')
      if (gone || !canvas.value) return
      chart.value?.destroy()
      chart.value = new Chart(canvas.value, { ...configuration(wanted(), still.value), plugins: [place] })
    } catch {
      failed.value = true // the numbers stand beside it
    }
  }

  watch([canvas, wanted, isDark, still], () => void draw(), { flush: 'post', immediate: true })
  onBeforeUnmount(() => {
    gone = true
    chart.value?.destroy()
    chart.value = undefined // what leaves the page loses its focus, and would mark
  })

  /** Marks the bars of a point, or none. */
  function mark(index: number | null): void {
    const bars = chart.value
    if (!bars) return
    bars.setActiveElements(index === null ? [] : bars.data.datasets.map((_, datasetIndex) => ({ datasetIndex, index })))
    bars.update('none')
  }
  return { area, failed, mark }
}
