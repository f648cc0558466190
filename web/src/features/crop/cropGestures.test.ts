import { expect, it } from 'vitest'
import { createGestures, cropAfterKey, wheelZoom } from './cropGestures'
import { wholeCrop, zoomOf, zoomTo } from './cropMath'

const photo = { width: 4000, height: 3000 }
const start = zoomTo(wholeCrop(photo), photo, 2)

it('one finger drags the photo along', () => {
  const gestures = createGestures()
  gestures.down(1, { x: 0.5, y: 0.5 })
  const crop = gestures.move(start, photo, 1, { x: 0.6, y: 0.5 })
  expect(crop.x).toBeCloseTo(start.x - 0.1 * start.width, 5)
  gestures.up(1)
  expect(gestures.move(crop, photo, 1, { x: 0, y: 0 })).toBe(crop)
})

it('two fingers pinch: twice as far apart is twice as close', () => {
  const gestures = createGestures()
  gestures.down(1, { x: 0.4, y: 0.5 })
  gestures.down(2, { x: 0.6, y: 0.5 })
  let crop = gestures.move(start, photo, 1, { x: 0.3, y: 0.5 })
  crop = gestures.move(crop, photo, 2, { x: 0.7, y: 0.5 })
  expect(zoomOf(crop, photo)).toBeCloseTo(4, 2)
  expect(crop.x + crop.width / 2).toBeCloseTo(start.x + start.width / 2, 3)
})

it('a third finger changes nothing, and fingers that meet do not jump', () => {
  const gestures = createGestures()
  gestures.down(1, { x: 0.5, y: 0.5 })
  gestures.down(2, { x: 0.5, y: 0.5 })
  gestures.down(3, { x: 0.1, y: 0.1 })
  expect(gestures.move(start, photo, 3, { x: 0.9, y: 0.9 })).toBe(start)
  expect(zoomOf(gestures.move(start, photo, 1, { x: 0.51, y: 0.5 }), photo)).toBeCloseTo(2, 3)
})

it('the wheel zooms at the pointer', () => {
  const at = { x: 0.2, y: 0.8 }
  const crop = wheelZoom(start, photo, -100, false, at)
  expect(zoomOf(crop, photo)).toBeGreaterThan(2)
  expect(crop.x + at.x * crop.width).toBeCloseTo(start.x + at.x * start.width, 5)
  expect(zoomOf(wheelZoom(start, photo, 100, true, at), photo)).toBeLessThan(2)
})

it('keys do all that fingers can, on a Korean keyboard as well', () => {
  const after = (key: string, long = false) => cropAfterKey(start, photo, key, long)
  expect(after('ArrowRight')!.x).toBeGreaterThan(start.x)
  expect(after('ArrowRight', true)!.x).toBeGreaterThan(after('ArrowRight')!.x)
  expect(after('ArrowUp')!.y).toBeLessThan(start.y)
  expect(after('+')!.width).toBeLessThan(start.width)
  expect(after('-')!.width).toBeGreaterThan(start.width)
  expect([after('r')!.turn, after('ㄱ')!.turn]).toEqual([1, 1])
  expect(after('Tab')).toBeNull()
})
