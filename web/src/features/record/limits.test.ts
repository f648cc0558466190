import { expect, it } from 'vitest'
import description from '../../../../api/openapi.json'
import { CAPTION_RULE, MAX_PHOTOS, TEXT_RULE } from './limits'
import { bodyFault, captionFault } from './model'

const { NewRecord, NewRecordPhoto } = description.components.schemas

it('D07 the limits of a record are those of the API', () => {
  expect(NewRecord.properties.text).toMatchObject({ 'x-maxGraphemes': TEXT_RULE.max })
  expect(NewRecordPhoto.properties.caption).toMatchObject({ 'x-maxGraphemes': CAPTION_RULE.max })
  expect(NewRecord.properties.photos).toMatchObject({ maxItems: MAX_PHOTOS })
})

it.each([
  ['', null],
  ['  \n ', null],
  ['줄\n\n바꿈\t탭', null],
  ['줄\u2028바꿈\v\r\n', null],
  ['가'.repeat(10_000) + '\n ', null],
  ['가'.repeat(10_001), 'tooLong'],
  ['👩‍👩‍👧‍👦'.repeat(100) + '\n' + '가'.repeat(9_899), null],
  ['👩‍👩‍👧‍👦'.repeat(100) + '\n' + '가'.repeat(9_900), 'tooLong'],
  ['a\u0000', 'characters'],
] as const)('D07 a text like %.12j is %s', (text, fault) => expect(bodyFault(text)).toBe(fault))

it.each([
  ['', null],
  ['가'.repeat(100), null],
  ['가'.repeat(101), 'tooLong'],
] as const)('D07 a caption like %.12j is %s', (caption, fault) => expect(captionFault(caption)).toBe(fault))
