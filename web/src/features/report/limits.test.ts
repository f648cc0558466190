import { expect, it } from 'vitest'
import description from '../../../../api/openapi.json'
import { REASONS, TEXT_RULE } from './limits'

const { NewReport } = description.components.schemas

it('D07 the limits of a report are those of the API', () => {
  expect(NewReport.properties.text).toMatchObject({ 'x-maxGraphemes': TEXT_RULE.max })
  expect(NewReport.properties.reason.enum).toEqual(REASONS)
})
