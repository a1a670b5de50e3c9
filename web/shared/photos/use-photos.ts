import { useEffect, useRef, useState } from 'react';
import type { FieldOf } from '../../../forms/definition.ts';
import { joiners } from '../../../forms/joiners.ts';
import { useFormContext } from '../form-context.ts';
import type { Begin } from '../form-state.ts';
import { useLang } from '../i18n.ts';
import { fieldText } from '../problems.ts';
import { isPassing } from '../query.ts';

type PhotosField = {
  field: FieldOf<'photos'>;
  value: unknown;
  onChange: (value: unknown) => void;
  onBegin: Begin;
  onLeave: () => void;
};

/** A photo on its way to the server. */
type Upload = {
  key: number;
  file: File;
  /** The part that has left, from 0 to 1. */
  part: number;
  cancel: () => void;
};

/** A photo that was not taken. */
type Failure = {
  key: number;
  text: string;
  /** Kept as long as the page is open, where the same photo may well be taken later. */
  waiting?: File;
};

const isSame = (one: File | undefined, other: File) =>
  one?.name === other.name && one.size === other.size && one.lastModified === other.lastModified;

/** All that a field for photos decides; each library draws it. */
export function usePhotos(props: PhotosField) {
  const { field, value } = props;
  const { uploadPhoto, explain } = useFormContext();
  const lang = useLang();
  const [uploads, setUploads] = useState<Upload[]>([]);
  const [failures, setFailures] = useState<Failure[]>([]);
  const made = useRef(0);
  const running = useRef(new Set<() => void>());
  const ids = Array.isArray(value)
    ? value.filter((id): id is string => typeof id === 'string')
    : [];
  // Several uploads end while this is drawn once, and the field's row may move up: each adds to what there
  // is by then.
  const latest = useRef({ ...props, ids });
  latest.current = { ...props, ids };

  // A field that is not shown any more takes no photos.
  useEffect(() => () => running.current.forEach((cancel) => void cancel()), []);

  const change = (next: string[]) => {
    latest.current.ids = next;
    latest.current.onChange(next.length > 0 ? next : undefined);
  };

  /** Shows an upload from now on, and has the form wait for it. */
  const begin = (file: File) => {
    const key = made.current++;
    const aborting = new AbortController();
    const finish = latest.current.onBegin('photo_under_way');
    const end = () => {
      running.current.delete(cancel);
      setUploads((all) => all.filter((each) => each.key !== key));
      finish();
    };
    const cancel = () => {
      aborting.abort();
      end();
    };
    running.current.add(cancel);
    setUploads((all) => [...all, { key, file, part: 0, cancel }]);
    const progress = (part: number) =>
      setUploads((all) => all.map((each) => (each.key === key ? { ...each, part } : each)));
    return { key, end, progress, signal: aborting.signal };
  };

  const fail = (key: number, file: File, why: string, mayBeTaken = false) =>
    setFailures((others) => [
      ...others,
      {
        key,
        text: `${file.name}${joiners[lang].colon}${why}`,
        ...(mayBeTaken && { waiting: file }),
      },
    ]);

  const upload = async (file: File) => {
    if (!uploadPhoto) return;
    const { key, end, progress, signal } = begin(file);
    try {
      const id = await uploadPhoto(file, { progress, signal });
      if (signal.aborted) return;
      change([...latest.current.ids, id]);
      latest.current.onLeave();
    } catch (error) {
      if (signal.aborted) return;
      fail(key, file, explain?.(error) ?? '', isPassing(error));
    } finally {
      end();
    }
  };

  const tooMany = () => {
    const { code: path, max } = field;
    return fieldText({ path, code: 'too_many_photos', params: { max } }, lang);
  };

  /** Uploads as many of the files as there is room for, and says which were left. */
  const uploadAll = (files: readonly File[]) => {
    for (const file of files) {
      const hasRoom = latest.current.ids.length + running.current.size < field.max;
      if (hasRoom) void upload(file);
      else fail(made.current++, file, tooMany());
    }
  };

  /** Uploads again what waits for a network. */
  const uploadWaiting = () => {
    const files = failures.flatMap(({ waiting }) => waiting ?? []);
    setFailures((all) => all.filter(({ waiting }) => !waiting));
    uploadAll(files);
  };
  const whenOnline = useRef(uploadWaiting);
  whenOnline.current = uploadWaiting;
  useEffect(() => {
    const again = () => whenOnline.current();
    window.addEventListener('online', again);
    return () => window.removeEventListener('online', again);
  }, []);

  return {
    ids,
    uploads,
    failures,
    /** Null where no photo waits for a network. */
    uploadWaiting: failures.some(({ waiting }) => waiting) ? uploadWaiting : null,
    hasRoom: ids.length + uploads.length < field.max,
    /** Adds files that were chosen together. What waits of them for a network already does not come twice. */
    add: (files: readonly File[]) => {
      const stays = ({ waiting }: Failure) =>
        waiting && !files.some((file) => isSame(waiting, file));
      setFailures((all) => all.filter(stays));
      uploadAll(files);
    },
    remove: (gone: string) => change(latest.current.ids.filter((id) => id !== gone)),
  };
}
