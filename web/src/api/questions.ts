import { api, call } from './client'
import type { components } from './schema'
import { pagesQuery } from './usePages'

type Schemas = components['schemas']
export type Question = Schemas['Question']
export type NewQuestion = Schemas['NewQuestion']
export type QuestionList = Schemas['QuestionList']
export type AskedQuestion = Schemas['AskedQuestion']
export type AskedQuestions = Schemas['AskedQuestions']
export type QuestionState = Question['state']
export type Category = Question['category']

export const questionsKey = ['questions'] as const

export const questionsQuery = () =>
  pagesQuery<QuestionList>([...questionsKey, 'mine'], (cursor, signal) =>
    call(api.GET('/api/v1/questions', { params: { query: cursor }, signal })),
  )

/** Everybody's, for admins. */
export const allQuestionsQuery = (state: QuestionState) =>
  pagesQuery<AskedQuestions>([...questionsKey, 'all', state], (cursor, signal) =>
    call(api.GET('/api/v1/questions/all', { params: { query: { state, ...cursor } }, signal })),
  )

export const unseenAnswersQuery = {
  queryKey: [...questionsKey, 'unseen'],
  queryFn: () => call(api.GET('/api/v1/questions/unseen')),
}

export const seeAnswers = () => call(api.POST('/api/v1/questions/seen'))
export const ask = (body: NewQuestion) => call(api.POST('/api/v1/questions', { body }))
export const answer = (id: string, text: string): Promise<AskedQuestion> =>
  call(api.PUT('/api/v1/questions/{id}/answer', { params: { path: { id } }, body: { answer: text } }))
