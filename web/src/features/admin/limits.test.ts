import { expect, it } from 'vitest'
import description from '../../../../api/openapi.json'
import { ANSWER_RULE, NOTICE_TEXT_RULE, NOTICE_TITLE_RULE, REASON_RULE } from './limits'

const { PieceHide, CakeHide, MessageHide, Suspending, NoticeWords, QuestionAnswer } = description.components.schemas

it('D07 the limits of what admins write are those of the API', () => {
  for (const { properties } of [PieceHide, CakeHide, MessageHide, Suspending]) {
    expect(properties.reason).toMatchObject({ minLength: REASON_RULE.min, 'x-maxGraphemes': REASON_RULE.max })
  }
  expect(NoticeWords.properties.title).toMatchObject({ minLength: 1, 'x-maxGraphemes': NOTICE_TITLE_RULE.max })
  expect(NoticeWords.properties.text).toMatchObject({ minLength: 1, 'x-maxGraphemes': NOTICE_TEXT_RULE.max })
  expect(QuestionAnswer.properties.answer).toMatchObject({ minLength: 1, 'x-maxGraphemes': ANSWER_RULE.max })
})
