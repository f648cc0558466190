// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { createApp, h, nextTick, ref, shallowRef } from 'vue'
import { useWindow, type ListWindow } from './useWindow'

interface Line {
  key: string
}

const HEIGHT = 50
const lines = Array.from({ length: 200 }, (_, n): Line => ({ key: `m${n}` }))

/** A list of 200 lines whose browser looks for its length in the middle of a change, when lines have gone and none has come. */
async function listed() {
  const scroller = shallowRef<HTMLElement | null>(null)
  let list!: ListWindow
  const short = () => {
    if (scroller.value) scroller.value.scrollTop = 0
  }
  const app = createApp({
    setup() {
      list = useWindow<Line>({ scroller, rows: ref(lines), guess: () => HEIGHT, follows: () => true })
      return () =>
        h('div', { ref: scroller }, [
          lines
            .slice(list.slice.value.start, list.slice.value.end)
            .map(({ key }) =>
              h('div', { key, 'data-row': key, ref: list.watchRow(key) as never, onVnodeBeforeUnmount: short }),
            ),
        ])
    },
  })
  const root = document.createElement('div')
  document.body.append(root)
  app.mount(root)
  await nextTick()
  return { list, scroller: scroller.value!, drawn: () => [...root.querySelectorAll('[data-row]')] }
}

describe('a far row', () => {
  it('is brought into view though the list was short for a moment', async () => {
    const { list, scroller, drawn } = await listed()
    expect(drawn().some((row) => row.getAttribute('data-row') === 'm20')).toBe(false)
    expect(await list.bring('m20', 0)).toBe(true)
    await nextTick()
    expect(scroller.scrollTop).toBeLessThan(-7000)
    expect(drawn().some((row) => row.getAttribute('data-row') === 'm20')).toBe(true)
  })
})
