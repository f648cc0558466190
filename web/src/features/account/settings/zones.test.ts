import { expect, it } from 'vitest'
import { allZones, findZones, offsetText, zoneOf } from './zones'

const at = new Date('2026-11-26T03:00:00Z')
const zones = allZones('ko', at)
const first = (q: string) => findZones(zones, q).map(({ id }) => id)

it('knows the zones of the world, from west to east', () => {
  expect(zones.length).toBeGreaterThan(300)
  expect(zones.map(({ offset }) => offset)).toEqual(zones.map(({ offset }) => offset).sort((a, b) => a - b))
  expect(zoneOf('Asia/Seoul', 'ko', at)).toMatchObject({ place: '서울', offset: 540 })
  expect(zoneOf('Mars/Olympus', 'ko', at)).toBeNull()
})

it.each([
  ['seoul', 'Asia/Seoul'],
  ['SEO', 'Asia/Seoul'],
  ['대한민국', 'Asia/Seoul'],
  ['대한민ㄱ', 'Asia/Seoul'],
  ['뉴욕', 'America/New_York'],
  ['new york', 'America/New_York'],
  ['america/new', 'America/New_York'],
  ['utc+5:45', 'Asia/Kathmandu'],
  ['utc-3:30', 'America/St_Johns'],
])('finds %s', (q, id) => {
  const found = first(q)
  expect(found.map((one) => one.replace('Katmandu', 'Kathmandu'))).toContain(id)
  expect(found.length).toBeLessThan(zones.length / 4)
})

it('finds nothing for nonsense, and all for nothing', () => {
  expect(first('(((')).toEqual([])
  expect(first(' ')).toHaveLength(zones.length)
})

it.each([
  [540, 'UTC+9'],
  [0, 'UTC+0'],
  [-210, 'UTC−3:30'],
  [345, 'UTC+5:45'],
])('%i minutes are %s', (minutes, text) => expect(offsetText(minutes)).toBe(text))
