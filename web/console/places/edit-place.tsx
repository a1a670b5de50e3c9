import { useMutation, useQuery } from '@tanstack/react-query';
import { Alert, Form } from 'antd';
import { useState } from 'react';
import { places } from '../../../modules/places/contract.ts';
import { ApiProblem, call } from '../../shared/api.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { queryFor } from '../../shared/query-for.ts';
import marginsStyles from '../shell/margins.module.css';
import { placeName } from '../shell/programme.tsx';
import { shellWords } from '../shell/words.ts';
import type { FoundPlace, WholePlace } from './place.ts';
import {
  AddressFields,
  type Details,
  NameFields,
  PlaceDialog,
  RegionField,
  useChanged,
  withoutEmpty,
} from './place-fields.tsx';
import { placeWords } from './words.ts';

/** Names, and where it is found. */
export function EditPlace({ place, onClose }: { place: FoundPlace; onClose: () => void }) {
  const whole = useQuery({
    ...queryFor(places.get, { params: { id: place.id } }),
    staleTime: 0,
    refetchOnWindowFocus: false,
  });
  const [seen, setSeen] = useState<WholePlace>();
  // What is stored is what the form begins with: it waits for it, and then keeps what is typed.
  if (!seen && whole.data && !whole.isFetching) setSeen(whole.data);
  return seen ? <EditForm place={seen} onClose={onClose} /> : null;
}

/** As the form holds it: an English name that is the Chinese one was not typed. */
const typedFrom = ({ nameZh, nameEn, regionCode, address, remark }: WholePlace): Details => ({
  ...{ nameZh, nameEn: nameEn === nameZh ? '' : nameEn },
  ...{ regionCode, address, remark },
});

function EditForm({ place, onClose }: { place: WholePlace; onClose: () => void }) {
  const t = useWords(placeWords);
  const shell = useWords(shellWords);
  const lang = useLang();
  const [form] = Form.useForm<Details>();
  const [latest, setLatest] = useState(place);
  const edit = useMutation({
    mutationFn: (typed: Details) =>
      call(places.rename, {
        params: { id: place.id },
        body: { ...withoutEmpty(typed), revision: latest.revision },
      }),
    onSuccess: useChanged(t('renamed'), onClose),
    // What was typed stays; the rest becomes what somebody else has written, and the next try is on top of that.
    onError: async (error) => {
      if (!(error instanceof ApiProblem) || error.code !== 'place_changed') return;
      const now = await call(places.get, { params: { id: place.id } });
      const untouched = Object.entries(typedFrom(now)).filter(
        ([name]) => !form.isFieldTouched(name as keyof Details),
      );
      form.setFieldsValue(Object.fromEntries(untouched));
      setLatest(now);
    },
  });
  return (
    <PlaceDialog<Details>
      title={t('editTitle', { name: placeName(place, lang) })}
      okText={shell('save')}
      form={form}
      send={edit}
      onClose={onClose}
      initial={typedFrom(place)}
      {...(latest !== place && { problem: <ChangedMeanwhile from={place} to={latest} /> })}
    >
      <NameFields label={t('zh')} />
      <RegionField />
      <AddressFields />
    </PlaceDialog>
  );
}

/** What somebody else has changed since the dialog was opened. */
function ChangedMeanwhile({ from, to }: { from: WholePlace; to: WholePlace }) {
  const t = useWords(placeWords);
  const lang = useLang();
  const parts = (place: WholePlace) => ({
    zh: place.nameZh,
    en: place.nameEn,
    regionLabel: place.region?.[lang] ?? '–',
    address: place.address ?? '–',
    remark: place.remark ?? '–',
  });
  const [before, now] = [parts(from), parts(to)];
  const changed = (Object.keys(now) as (keyof typeof now)[]).filter(
    (name) => now[name] !== before[name],
  );
  return (
    <Alert
      className={marginsStyles.below}
      type="warning"
      showIcon
      title={t('changedMeanwhile')}
      description={
        <ul>
          {changed.map((name) => (
            <li key={name}>{t('nowIs', { what: t(name), value: now[name] })}</li>
          ))}
        </ul>
      }
    />
  );
}
