import { useMutation, useQuery } from '@tanstack/react-query';
import { Alert, Form } from 'antd';
import { parentKindsOf, places } from '../../../modules/places/contract.ts';
import { programmes } from '../../../modules/programmes/contract.ts';
import { call } from '../../shared/api.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { queryFor } from '../../shared/query-for.ts';
import textStyles from '../../shared/text.module.css';
import { formatCount } from '../shell/numbers.ts';
import { PlaceChoice } from '../shell/place-picker.tsx';
import { placeName } from '../shell/programme.tsx';
import { shellWords } from '../shell/words.ts';
import { type FoundPlace, pathOf } from './place.ts';
import { PlaceDialog, useChanged } from './place-fields.tsx';
import { placeWords } from './words.ts';

type Typed = { parentId: number };

/** Another parent, once it has been said what comes along. */
export function MovePlace({ place, onClose }: { place: FoundPlace; onClose: () => void }) {
  const t = useWords(placeWords);
  const shell = useWords(shellWords);
  const lang = useLang();
  const [form] = Form.useForm<Typed>();
  const move = useMutation({
    mutationFn: ({ parentId }: Typed) =>
      call(places.move, {
        params: { id: place.id },
        body: { parentId, fromId: place.parentId ?? 0 },
      }),
    onSuccess: useChanged(t('moved'), onClose),
  });
  return (
    <PlaceDialog<Typed>
      title={t('moveTitle', { name: placeName(place, lang) })}
      okText={t('confirm')}
      form={form}
      send={move}
      onClose={onClose}
      initial={{}}
    >
      <p className={textStyles.intro}>{t('standsIn', { path: pathOf(place, lang) })}</p>
      <Form.Item
        name="parentId"
        label={t('newAbove')}
        rules={[{ required: true, message: shell('required') }]}
      >
        <PlaceChoice kinds={parentKindsOf(place.kind)} />
      </Form.Item>
      <ComesAlong placeId={place.id} />
    </PlaceDialog>
  );
}

function ComesAlong({ placeId }: { placeId: number }) {
  const t = useWords(placeWords);
  const { data } = useQuery({
    ...queryFor(programmes.belongings, { params: { placeId } }),
    staleTime: 0,
  });
  if (!data) return null;
  const [placesBelow, people, staff] = [data.places, data.people, data.staff].map(formatCount);
  return (
    <Alert
      type="info"
      showIcon
      title={t('comesAlong', {
        places: placesBelow ?? '',
        people: people ?? '',
        staff: staff ?? '',
      })}
      description={t('moveHint')}
    />
  );
}
