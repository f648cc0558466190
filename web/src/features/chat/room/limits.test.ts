import { expect, it } from 'vitest'
import description from '../../../../../api/openapi.json'
import { MAX_MENTIONS, MAX_PICTURES, MAX_TEXT } from './limits'

it('D45 the limits of a message are those of the API', () => {
  const { properties } = description.components.schemas.NewMessage
  expect(properties.text).toMatchObject({ 'x-maxGraphemes': MAX_TEXT })
  expect(properties.pictureIds).toMatchObject({ maxItems: MAX_PICTURES })
  expect(properties.mentions).toMatchObject({ maxItems: MAX_MENTIONS })
})
