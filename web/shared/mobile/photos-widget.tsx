import { useRef, useState } from 'react';
import { v7 as newId } from 'uuid';
import { useFormContext } from '../form-context.ts';
import { useWords } from '../i18n.ts';
import fieldStyles from '../phone/field.module.css';
import { PhotoViewer } from './photo-viewer.tsx';
import styles from './photos-widget.module.css';
import type { WidgetProps } from './widget.ts';
import { words } from './words.ts';

/** Small pictures of stored photos; a touch shows one large. */
export function PhotoStrip(props: { ids: string[]; onRemove?: (id: string) => void }) {
  const { ids, onRemove } = props;
  const { photoUrl } = useFormContext();
  const t = useWords(words);
  const [shown, setShown] = useState<number | null>(null);
  const photo = shown === null ? undefined : ids[shown];
  return (
    <>
      {ids.map((id, index) => (
        <span key={id} className={styles.photo}>
          <button
            type="button"
            className={styles.open}
            aria-label={t('openPhoto', { n: index + 1 })}
            onClick={() => setShown(index)}
          >
            <img src={photoUrl(id)} alt={t('photo', { n: index + 1 })} loading="lazy" />
          </button>
          {onRemove && (
            <button
              type="button"
              className={styles.remove}
              aria-label={t('removePhoto', { n: index + 1 })}
              onClick={() => onRemove(id)}
            >
              ×
            </button>
          )}
        </span>
      ))}
      {photo !== undefined && shown !== null && (
        <PhotoViewer
          address={photoUrl(photo)}
          number={shown + 1}
          count={ids.length}
          onTurn={(by) => setShown(shown + by)}
          onClose={() => setShown(null)}
        />
      )}
    </>
  );
}

type Upload = { id: string; part: number };

/** Uploads of this field that are on their way, and what the last failure said. */
function useUploads(add: (id: string) => void) {
  const { uploadPhoto, explain } = useFormContext();
  const [uploads, setUploads] = useState<Upload[]>([]);
  const [failure, setFailure] = useState<string>();
  const start = async (file: File) => {
    if (!uploadPhoto) return;
    const id = newId();
    setUploads((now) => [...now, { id, part: 0 }]);
    try {
      const progress = (part: number) =>
        setUploads((now) => now.map((each) => (each.id === id ? { id, part } : each)));
      add(await uploadPhoto(file, progress));
    } catch (error) {
      setFailure(explain?.(error) ?? '');
    } finally {
      setUploads((now) => now.filter((each) => each.id !== id));
    }
  };
  return { uploads, failure, start, forgetFailure: () => setFailure(undefined) };
}

export function PhotosWidget(props: WidgetProps<'photos'>) {
  const { field, id, value, invalid, describedBy, onChange, onLeave } = props;
  const t = useWords(words);
  const ids = Array.isArray(value) ? value.map(String) : [];
  // Several uploads end while this is drawn once: each adds to what there is by then.
  const latest = useRef(ids);
  latest.current = ids;
  const change = (next: string[]) => {
    latest.current = next;
    onChange(next.length > 0 ? next : undefined);
  };
  const { uploads, failure, start, forgetFailure } = useUploads((fresh) =>
    change([...latest.current, fresh]),
  );
  const room = field.max - ids.length - uploads.length;
  const choose = async (files: FileList | null) => {
    forgetFailure();
    const chosen = [...(files ?? [])].slice(0, room);
    await Promise.all(chosen.map(start));
    onLeave();
  };
  return (
    <div>
      <div className={styles.photos}>
        <PhotoStrip ids={ids} onRemove={(gone) => change(ids.filter((each) => each !== gone))} />
        {uploads.map((upload) => (
          <UploadTile key={upload.id} part={upload.part} />
        ))}
        {room > 0 && (
          <label className={styles.add}>
            <input
              id={id}
              type="file"
              // Not all of image/*: asked for these, an iPhone turns its own format into JPEG.
              accept="image/jpeg,image/png,image/webp"
              multiple={field.max > 1}
              aria-invalid={invalid || undefined}
              aria-describedby={describedBy}
              onChange={(event) => {
                void choose(event.target.files);
                // The same file chosen again after a failure is a change, too.
                event.target.value = '';
              }}
            />
            <span aria-hidden="true" className={styles.plus}>
              ＋
            </span>
            <span>{t('addPhoto')}</span>
          </label>
        )}
      </div>
      <span className={fieldStyles.hint}>{t('photoHint', { max: field.max })}</span>
      {failure && (
        <span className={fieldStyles.error} role="alert">
          {failure}
        </span>
      )}
    </div>
  );
}

function UploadTile({ part }: { part: number }) {
  const t = useWords(words);
  const percent = Math.round(part * 100);
  return (
    <span className={`${styles.photo} ${styles.waiting}`} role="status">
      <progress max={100} value={percent} aria-label={t('uploading', { percent })} />
      <span>{percent}%</span>
    </span>
  );
}
