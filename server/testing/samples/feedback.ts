import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { feedback } from '../../../modules/feedback/contract.ts';
import type { PlaceRow } from '../../../modules/places/public.ts';
import { type Context, day, ofSheet, reaches } from './context.ts';

/** What the routes of feedback are tried with: what somebody of the northern place has sent. */
export async function addFeedback(context: Context, checker: { personId: string; site: PlaceRow }) {
  const { person, programme, add } = context;
  const { part, unit } = reaches(context);
  const own = { owner: person.person.personId };
  const file = { name: 'sign.jpg', mime: 'image/jpeg', data: await picture() };
  const photo = await person.browser.get(feedback.addPhoto, { file });
  const words = 'The scale in the north is wet.';
  const { id } = await person.browser.get(feedback.send, {
    body: { id: randomUUID(), kind: 'problem', words, photos: [photo.id], contact: 'By radio' },
  });
  const params = { id };
  const fresh = () => ({ id: randomUUID(), kind: 'question' as const, words });
  add(feedback.send, 'anybody', async () => ({ body: fresh() }));
  add(feedback.sendFromSite, { owner: checker.personId }, async () => ({
    body: { ...fresh(), siteId: checker.site.id },
  }));
  add(feedback.own, own, { params });
  add(feedback.add, own, async () => ({ params, body: { id: randomUUID(), words } }));
  add(feedback.photo, own, { params: { id: photo.id } });
  const filter = { programmeId: programme.id, from: day, to: day };
  add(feedback.received, part, { query: filter });
  add(feedback.export, part, { query: { ...filter, ...ofSheet } });
  add(feedback.view, unit, { params });
  add(feedback.answer, unit, async () => ({
    params,
    body: { id: randomUUID(), words: 'It is dry by now.', seen: 1 },
  }));
  add(feedback.step, unit, { params, body: { step: 'taken', seen: 1 } });
  add(feedback.receivedPhoto, unit, { params: { feedbackId: id, id: photo.id } });
}

function picture(): Promise<Buffer> {
  const background = '#c9c2b0';
  return sharp({ create: { width: 8, height: 8, channels: 3, background } })
    .jpeg()
    .toBuffer();
}
