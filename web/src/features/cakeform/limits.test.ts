import { expect, it } from 'vitest'
import { areas } from '@/api/types'
import { GENRES, KINDS } from '@/features/make/model'
import description from '../../../../api/openapi.json'
import {
  AGES,
  FIRST_DAY,
  LAST_DAY,
  MAX_CREDITS,
  MAX_GENRES,
  MAX_LINK,
  MAX_PRICE,
  MAX_PRICES,
  MINUTES,
  NAME_RULE,
  PART_RULE,
  ROLES,
  SEAT_RULE,
  TEXT_RULES,
  YEARS,
} from './limits'

const { NewCake, CakePerson, CakePrice } = description.components.schemas
const { properties, required } = NewCake

it.each(Object.entries(TEXT_RULES))('D07 the limits of %s are those of the API', (field, rule) => {
  const limited = properties[field as keyof typeof properties]
  expect('x-maxGraphemes' in limited && limited['x-maxGraphemes']).toBe(rule.max)
  expect(required.includes(field)).toBe(rule.min > 0)
})

it('D07 rows are those of the API', () => {
  expect(CakePrice.properties.seat['x-maxGraphemes']).toBe(SEAT_RULE.max)
  expect(CakePrice.properties.won.maximum).toBe(MAX_PRICE)
  expect(properties.prices.maxItems).toBe(MAX_PRICES)
  expect(CakePerson.properties.name['x-maxGraphemes']).toBe(NAME_RULE.max)
  expect(CakePerson.properties.part['x-maxGraphemes']).toBe(PART_RULE.max)
  expect(CakePerson.properties.role.enum).toEqual([...ROLES])
  expect(properties.credits.maxItems).toBe(MAX_CREDITS)
})

it('D07 numbers and lists are those of the API', () => {
  expect([properties.year.minimum, properties.year.maximum]).toEqual([YEARS.min, YEARS.max])
  expect([properties.minutes.minimum, properties.minutes.maximum]).toEqual([MINUTES.min, MINUTES.max])
  expect([properties.age.minimum, properties.age.maximum]).toEqual([AGES.min, AGES.max])
  expect(properties.link.maxLength).toBe(MAX_LINK)
  expect(properties.genres.maxItems).toBe(MAX_GENRES)
  expect(properties.opens.description).toContain(`${FIRST_DAY} to ${LAST_DAY}`)
  expect(properties.kind.enum).toEqual([...KINDS])
  expect(properties.genres.items.enum).toEqual([...GENRES])
  expect(properties.area.enum).toEqual([...areas])
})
