import { expect, it } from 'vitest'
import description from '../../../../../api/openapi.json'
import { GENRES, KINDS, PAPERS, SHAPES } from '../model'
import { MAX_HALF_STARS, MAX_PRICE, TEXT_RULES } from './limits'

const { properties, required } = description.components.schemas.NewPiece
const limited: Record<string, { 'x-maxGraphemes'?: number; description?: string; $ref?: string }> = properties

it.each(Object.entries(TEXT_RULES))('D07 the limits of %s are those of the API', (field, rule) => {
  expect(limited[field]?.['x-maxGraphemes']).toBe(rule.max)
  expect(required.includes(field)).toBe(rule.min > 0)
})

it('D07 numbers and lists are those of the API', () => {
  expect(properties.price.maximum).toBe(MAX_PRICE)
  expect([properties.halfStars.minimum, properties.halfStars.maximum]).toEqual([1, MAX_HALF_STARS])
  expect(properties.kind.enum).toEqual([...KINDS])
  expect(properties.genre.enum).toEqual([...GENRES])
  expect(properties.shape.enum).toEqual([...SHAPES])
  expect(properties.paper.enum).toEqual([...PAPERS])
})
