import { Type } from 'typebox';
import {
  Done,
  defineProblems,
  type Endpoint,
  Id,
  Nullable,
  PageOf,
  PageQuery,
} from '../../../platform/contract.ts';
import {
  FeedbackId,
  feedbackLine,
  Kind,
  Message,
  mostContact,
  Photos,
  Words,
} from '../contract-schemas.ts';

const params = Type.Object({ id: FeedbackId });

const sent = {
  /** Made on the person's device. */
  id: Id,
  kind: Kind,
  words: Words,
  photos: Type.Optional(Photos),
  contact: Type.Optional(Type.String({ maxLength: mostContact })),
};

/** The part of the contract that is about one's own feedback. */
export const ownEndpoints = {
  send: {
    method: 'POST',
    path: '/mine',
    summary: 'Sends feedback about the programme; the same id sent again is stored once',
    body: Type.Object(sent),
    response: Type.Object({ id: FeedbackId }),
  },
  sendFromSite: {
    method: 'POST',
    path: '/mine/from-site',
    summary: 'The same in the field, about a site to which one is assigned',
    body: Type.Object({
      ...sent,
      siteId: Type.Integer({ minimum: 1, maximum: 2 ** 53 - 1 }),
    }),
    response: Type.Object({ id: FeedbackId }),
  },
  mine: {
    method: 'GET',
    path: '/mine',
    summary: 'What one has sent, newest first',
    query: Type.Object(PageQuery),
    response: PageOf(Type.Object(feedbackLine)),
  },
  own: {
    method: 'GET',
    path: '/mine/:id',
    summary: 'One of them, with all that was said',
    params,
    response: Type.Object({
      ...feedbackLine,
      contact: Nullable(Type.String()),
      photos: Photos,
      /** Oldest first. */
      messages: Type.Array(Message),
    }),
  },
  add: {
    method: 'POST',
    path: '/mine/:id/messages',
    summary: 'Adds something to what one has sent, as long as it is not closed',
    params,
    body: Type.Object({ id: Id, words: Words }),
    response: Done,
  },
  addPhoto: {
    method: 'POST',
    path: '/mine/photos',
    summary: 'Uploads a photo; kept for a day until feedback names it',
    upload: true,
    response: Type.Object({ id: Id, width: Type.Integer(), height: Type.Integer() }),
  },
  photo: {
    method: 'GET',
    path: '/mine/photos/:id',
    summary: 'A photo that one has uploaded for feedback',
    params: Type.Object({ id: Id }),
    response: 'stream',
  },
} as const satisfies Record<string, Endpoint>;

export const ownProblems = defineProblems({
  feedback_too_many: {
    status: 429,
    zh: '一天最多提交 {max} 条反馈，请明天再试。您填写的内容没有丢失。',
    en: 'You can send feedback {max} times in a day. Please try again tomorrow; nothing you typed is lost.',
  },
  feedback_additions_too_many: {
    status: 429,
    zh: '一天最多补充 {max} 次，请明天再试。您填写的内容没有丢失。',
    en: 'You can add {max} messages in a day. Please try again tomorrow; nothing you typed is lost.',
  },
  feedback_closed: {
    status: 409,
    zh: '这条反馈已关闭，不能再补充。您写的内容还在，可以作为新的反馈提交。',
    en: 'This feedback is closed. What you typed is still here: please send it as new feedback.',
  },
  feedback_id_reused: {
    status: 409,
    zh: '这条反馈此前已用另外的内容提交成功。请在“我的反馈”中查看；您刚填写的内容还在。',
    en: 'This feedback was sent before with other content. Please look at “My feedback”; what you typed is still here.',
  },
});
