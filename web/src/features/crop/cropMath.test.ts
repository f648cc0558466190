import { describe, expect, it } from 'vitest'
import {
  closestZoom,
  dragBy,
  fits,
  largest,
  MAX_ZOOM,
  photoInFrame,
  turnedSize,
  turnRight,
  wholeCrop,
  zoomOf,
  zoomTo,
  type Crop,
  type Size,
} from './cropMath'

const photos: [string, Size][] = [
  ['a camera photo, lying', { width: 4032, height: 3024 }],
  ['a camera photo, standing', { width: 3024, height: 4032 }],
  ['a poster of 7:10', { width: 700, height: 1000 }],
  ['a panorama', { width: 9000, height: 700 }],
  ['a tall receipt', { width: 300, height: 4000 }],
  ['one pixel', { width: 1, height: 1 }],
]

function aspectInPixels(crop: Crop, photo: Size): number {
  const size = turnedSize(photo, crop.turn)
  return (crop.width * size.width) / (crop.height * size.height)
}

describe.each(photos)('crop of %s', (_, photo) => {
  it('begins with the most of the photo, centred, at 7:10', () => {
    const crop = wholeCrop(photo)
    expect(aspectInPixels(crop, photo)).toBeCloseTo(0.7, 3)
    expect(Math.max(crop.width, crop.height)).toBe(1)
    expect(crop.x + crop.width / 2).toBeCloseTo(0.5, 4)
    expect(crop.y + crop.height / 2).toBeCloseTo(0.5, 4)
    expect(fits(crop, photo)).toBe(true)
  })

  it('stays inside the photo and at 7:10 whatever is done to it', () => {
    let crop = wholeCrop(photo)
    let seed = 7
    const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647
    for (let i = 0; i < 500; i++) {
      const what = random()
      if (what < 0.4) crop = dragBy(crop, random() * 4 - 2, random() * 4 - 2)
      else if (what < 0.8) crop = zoomTo(crop, photo, random() * 8, { x: random(), y: random() })
      else crop = turnRight(crop, photo)
      expect(fits(crop, photo), JSON.stringify(crop)).toBe(true)
    }
  })

  it('comes back to itself after four turns', () => {
    let crop = dragBy(zoomTo(wholeCrop(photo), photo, 1.2), 0.2, -0.1)
    const before = crop
    for (let i = 0; i < 4; i++) crop = turnRight(crop, photo)
    expect(crop.turn).toBe(0)
    expect(crop.width).toBeCloseTo(before.width, 4)
    expect(zoomOf(crop, photo)).toBeCloseTo(zoomOf(before, photo), 2)
  })
})

describe('zoom', () => {
  const photo = { width: 4000, height: 3000 }

  it('keeps what lies under the fingers where it is', () => {
    const crop = zoomTo(wholeCrop(photo), photo, 2)
    const at = { x: 0.25, y: 0.75 }
    const before = { x: crop.x + at.x * crop.width, y: crop.y + at.y * crop.height }
    const closer = zoomTo(crop, photo, 3, at)
    expect(closer.x + at.x * closer.width).toBeCloseTo(before.x, 5)
    expect(closer.y + at.y * closer.height).toBeCloseTo(before.y, 5)
  })

  it('is held between the whole and the closest', () => {
    expect(zoomOf(zoomTo(wholeCrop(photo), photo, 0.1), photo)).toBeCloseTo(1, 4)
    expect(zoomOf(zoomTo(wholeCrop(photo), photo, 99), photo)).toBeCloseTo(MAX_ZOOM, 3)
  })
})

describe('closestZoom', () => {
  it.each([
    ['a camera photo', { width: 4032, height: 3024 }, 4],
    ['a small picture', { width: 300, height: 400 }, 2.77],
    ['a panorama, which the server reduces', { width: 9000, height: 700 }, 1.29],
    ['one that has no pixels to spare', { width: 100, height: 143 }, 1],
  ])('of %s', (_, photo, zoom) => expect(closestZoom(photo, 0)).toBeCloseTo(zoom, 2))
})

describe('drag', () => {
  it('moves the photo with the finger and stops at its edge', () => {
    const photo = { width: 4000, height: 3000 }
    const crop = zoomTo(wholeCrop(photo), photo, 2)
    expect(dragBy(crop, 0.1, 0).x).toBeCloseTo(crop.x - 0.1 * crop.width, 5)
    expect(dragBy(crop, 99, 99)).toMatchObject({ x: 0, y: 0 })
    const far = dragBy(crop, -99, -99)
    expect(far.x + far.width).toBeCloseTo(1, 5)
    expect(far.x + far.width).toBeLessThanOrEqual(1)
  })
})

describe('turn', () => {
  it('keeps the middle of the frame', () => {
    const photo = { width: 4000, height: 3000 }
    const crop = dragBy(zoomTo(wholeCrop(photo), photo, 3), 0.5, 0.3)
    const turned = turnRight(crop, photo)
    expect(turned.x + turned.width / 2).toBeCloseTo(1 - (crop.y + crop.height / 2), 4)
    expect(turned.y + turned.height / 2).toBeCloseTo(crop.x + crop.width / 2, 4)
    expect(largest(photo, 1)).toEqual(largest({ width: 3000, height: 4000 }, 0))
  })
})

describe('fits', () => {
  const photo = { width: 4000, height: 3000 }
  const good = wholeCrop(photo)
  it.each<[string, Partial<Crop>]>([
    ['left of the photo', { x: -0.1 }],
    ['over its right edge', { x: 0.9 }],
    ['not 7:10', { height: 0.5 }],
    ['empty', { width: 0 }],
    ['turned without the rectangle', { turn: 1 }],
  ])('refuses one that is %s', (_, change) => {
    expect(fits({ ...good, ...change }, photo)).toBe(false)
  })
})

it('places the photo so that the crop fills the frame', () => {
  expect(photoInFrame({ x: 0.25, y: 0.5, width: 0.5, height: 0.25, turn: 0 })).toEqual({
    x: -0.5,
    y: -2,
    width: 2,
    height: 4,
  })
})

describe('a square frame', () => {
  const photo = { width: 4000, height: 3000, frame: 1 }
  const square = (crop: Crop) => {
    const { width, height } = turnedSize(photo, crop.turn)
    return (crop.width * width) / (crop.height * height)
  }

  it('shows the middle at first, and stays square however it is moved, zoomed and turned', () => {
    let crop = wholeCrop(photo)
    expect(crop).toEqual({ x: 0.125, y: 0, width: 0.75, height: 1, turn: 0 })
    for (const change of [
      () => zoomTo(crop, photo, 2.5, { x: 0.2, y: 0.9 }),
      () => turnRight(crop, photo),
      () => dragBy(crop, 0.4, -0.3),
      () => turnRight(crop, photo),
      () => zoomTo(crop, photo, 1),
    ]) {
      crop = change()
      expect(square(crop)).toBeCloseTo(1, 3)
      expect(fits(crop, photo)).toBe(true)
    }
    expect(fits(crop, { ...photo, frame: 0.7 })).toBe(false)
  })
})
