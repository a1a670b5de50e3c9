import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { v7 as newId } from 'uuid';
import type { FieldOf } from '../../../forms/definition.ts';
import {
  type FeedbackKind,
  feedback,
  mostContact,
  mostPhotos,
  mostWords,
} from '../../../modules/feedback/contract.ts';
import { ApiProblem, call } from '../api.ts';
import { textOf } from '../i18n.ts';
import type { UnderWayCode } from '../problems.ts';
import { isPassing } from '../query.ts';
import { useDraft } from '../use-draft.ts';
import { draftKey, type Start } from './kept-draft.ts';
import { type Sender, useSender } from './sender.tsx';
import { feedbackWords } from './words.ts';

/** What is typed and chosen; the id tells a repetition of it from another one. */
export type Typed = {
  id: string;
  kind: FeedbackKind | null;
  words: string;
  contact: string;
  photos: string[];
};

export const emptyFeedback = (): Typed => ({
  ...{ id: newId(), kind: null, words: '', contact: '', photos: [] },
});

/** As the widgets for photos of forms want it. */
export const photosField: FieldOf<'photos'> = {
  ...{ code: 'photos', type: 'photos', max: mostPhotos, required: false },
  label: textOf(feedbackWords, 'photos'),
};

const isWorthKeeping = ({ kind, words, contact, photos }: Typed) =>
  kind !== null || words.trim() !== '' || contact.trim() !== '' || photos.length > 0;

function send({ account, siteId }: Sender, { kind, contact, ...typed }: Typed) {
  const body = {
    ...typed,
    kind: kind as FeedbackKind,
    ...(contact.trim() && { contact: contact.slice(0, mostContact) }),
  };
  return siteId === undefined
    ? call(feedback.send, { body, account })
    : call(feedback.sendFromSite, { body: { ...body, siteId }, account });
}

/** Writing feedback: what was typed and chosen is kept on the device until it is sent. */
export function useFeedbackForm(start: Start<Typed>, onSent: () => void) {
  const sender = useSender();
  const queries = useQueryClient();
  const [typed, setTyped] = useState(start.value);
  const [tried, setTried] = useState(false);
  const [underWay, setUnderWay] = useState(0);
  const kept = isWorthKeeping(typed) ? typed : null;
  const draft = useDraft(draftKey(sender.account, 'new'), start.resumed, kept);
  const sending = useMutation({
    mutationFn: (what: Typed) => send(sender, what),
    onSuccess: async () => {
      await draft.drop();
      setTried(false);
      setTyped(emptyFeedback());
      onSent();
    },
    onError: (error) => {
      void draft.saveLatest();
      const isReused = error instanceof ApiProblem && error.code === 'feedback_id_reused';
      // What was sent before under the id is stored; what is here now becomes another one.
      if (isReused) setTyped((now) => ({ ...now, id: newId() }));
    },
    onSettled: () => queries.invalidateQueries({ queryKey: [feedback.mine.url] }),
  });
  const problem = sending.error;
  const photosMissing =
    problem instanceof ApiProblem && problem.fields.some(({ path }) => path === 'photos');
  return {
    typed,
    change: (more: Partial<Typed>) => setTyped((now) => ({ ...now, ...more })),
    begin: (_: UnderWayCode) => {
      setUnderWay((count) => count + 1);
      return () => setUnderWay((count) => count - 1);
    },
    submit: () => {
      setTried(true);
      const isWhole = typed.kind !== null && typed.words.trim() !== '';
      if (isWhole && underWay === 0 && !sending.isPending) sending.mutate(typed);
    },
    missing: {
      kind: tried && typed.kind === null,
      words: tried && typed.words.trim() === '',
    },
    /** Sending waits for photos that are on their way. */
    photosUnderWay: tried && underWay > 0,
    photosMissing,
    isSending: sending.isPending,
    problem,
    /** It may succeed later, and is kept until then. */
    isPassing: isPassing(problem),
    isStored: draft.isStored,
    mostWords,
    mostContact,
  };
}

export type FeedbackForm = ReturnType<typeof useFeedbackForm>;
