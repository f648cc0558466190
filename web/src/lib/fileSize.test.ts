import { expect, test } from 'vitest'
import { fileSize } from './fileSize'

test.each([
  [0, '0 byte'],
  [999, '999 byte'],
  [1000, '1 kB'],
  [128_432_111, '128.4 MB'],
  [2_150_000_000, '2.2 GB'],
  [3_000_000_000_000, '3,000 GB'],
])('%d bytes', (bytes, text) => {
  expect(fileSize(bytes, 'en')).toBe(text)
})
