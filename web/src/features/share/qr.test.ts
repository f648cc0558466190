import { expect, it } from 'vitest'
import { drawQr } from './qr'

/** Whether a module is dark, read back from the path. */
function modules(path: string): Set<string> {
  return new Set([...path.matchAll(/M(\d+) (\d+)h1v1h-1z/g)].map(([, x, y]) => `${x},${y}`))
}

it('leaves a quiet zone of four modules, and has its three finders', () => {
  const { size, path } = drawQr('https://piece.example/s/8yJf0pQ2kWcXn5aVt1LmGd7R')
  const dark = modules(path)
  for (const place of dark) {
    const [x = 0, y = 0] = place.split(',').map(Number)
    expect(Math.min(x, y, size - 1 - x, size - 1 - y)).toBeGreaterThanOrEqual(4)
  }
  const far = size - 5
  for (const [x, y] of [
    [4, 4],
    [far, 4],
    [4, far],
  ])
    expect(dark.has(`${x},${y}`)).toBe(true)
  expect(dark.has(`${far},${far}`) && dark.has(`${far - 6},${far}`) && dark.has(`${far},${far - 6}`)).toBe(false)
})
