import { expect, it } from 'vitest'
import description from '../../../../api/openapi.json'
import { CATEGORIES, TEXT_RULE, TITLE_RULE } from './limits'

const { NewQuestion } = description.components.schemas

it('D07 the limits of a question are those of the API', () => {
  expect(NewQuestion.properties.title).toMatchObject({ minLength: 1, 'x-maxGraphemes': TITLE_RULE.max })
  expect(NewQuestion.properties.text).toMatchObject({ minLength: 1, 'x-maxGraphemes': TEXT_RULE.max })
  expect(NewQuestion.properties.category.enum).toEqual(CATEGORIES)
})
