import { expect, it } from 'vitest'
import { fileName } from './saveFile'
import { swipeOf } from './swipe'
import { leanAt } from './tilt'

it.each([
  [{ dx: -80, dy: 10, took: 200 }, 1],
  [{ dx: 80, dy: -10, took: 200 }, -1],
  [{ dx: -30, dy: 0, took: 200 }, 0],
  [{ dx: -80, dy: 70, took: 200 }, 0],
  [{ dx: -80, dy: 0, took: 1500 }, 0],
])('a stroke of %j is a swipe of %i', (stroke, step) => expect(swipeOf(stroke)).toBe(step))

it('leans to the pointer, and not further than its edge', () => {
  expect(leanAt(0.5, 0.5, 10)).toEqual({ rx: 0, ry: 0 })
  expect(leanAt(1, 0, 10)).toEqual({ rx: 10, ry: 10 })
  expect(leanAt(9, -9, 10)).toEqual({ rx: 10, ry: 10 })
})

it.each([
  ['달의 정원', '달의 정원.png'],
  ['a/b\\c:d*e?"<f>|', 'a b c d e f.png'],
  ['...', 'PIECE.png'],
  ['', 'PIECE.png'],
])('D25: the title %j makes the file %j', (title, name) => expect(fileName(title, 'png')).toBe(name))
