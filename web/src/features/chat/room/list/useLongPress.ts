/** A finger that rests: what a right click is for a mouse. */
const LONG = 450
/** It may tremble so far (px). */
const STILL = 10

export function useLongPress(pressed: (target: EventTarget | null, at: { x: number; y: number }) => void) {
  let timer: ReturnType<typeof setTimeout> | undefined
  let from = { x: 0, y: 0 }
  let last = -Infinity

  const stop = () => clearTimeout(timer)
  function down(event: PointerEvent): void {
    stop()
    if (event.pointerType === 'mouse' || !event.isPrimary) return
    from = { x: event.clientX, y: event.clientY }
    const { target } = event
    timer = setTimeout(() => {
      last = Date.now()
      navigator.vibrate?.(12)
      pressed(target, from)
    }, LONG)
  }
  function move(event: PointerEvent): void {
    if (Math.hypot(event.clientX - from.x, event.clientY - from.y) > STILL) stop()
  }
  /** The finger that opened the menu is lifted over something: that was no tap. */
  function click(event: MouseEvent): void {
    if (!justPressed()) return
    event.preventDefault()
    event.stopPropagation()
  }
  const justPressed = () => Date.now() - last < 800

  return {
    /** Browsers of phones tell of a long press themselves, where there is text or a picture. */
    justPressed,
    listeners: {
      pointerdown: down,
      pointermove: move,
      pointerup: stop,
      pointercancel: stop,
      clickCapture: click,
    },
  }
}
