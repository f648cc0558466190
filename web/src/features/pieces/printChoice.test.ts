import { expect, it } from 'vitest'
import { MAX_ON_PAGE, printAddress, toggled } from './usePrintChoice'

it('keeps the order of choosing, and lets a piece go again', () => {
  const three = ['a', 'b', 'c'].reduce<readonly string[]>((ids, id) => toggled(ids, id), [])
  expect(three).toEqual(['a', 'b', 'c'])
  expect(toggled(three, 'b')).toEqual(['a', 'c'])
})

it('takes no more than fit on a page', () => {
  const nine = Array.from({ length: MAX_ON_PAGE }, (_, i) => `p${i}`)
  expect(toggled(nine, 'one more')).toBe(nine)
  expect(toggled(nine, 'p0')).toHaveLength(MAX_ON_PAGE - 1)
})

it('asks for the chosen ones in their order', () => {
  expect(printAddress(['b', 'a'])).toBe('/api/v1/pieces/print?ids=b,a')
})
