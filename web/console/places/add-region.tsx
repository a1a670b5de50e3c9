import { useMutation, useQueries } from '@tanstack/react-query';
import { Form } from 'antd';
import { places } from '../../../modules/places/contract.ts';
import { call } from '../../shared/api.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { queryFor } from '../../shared/query-for.ts';
import { PlaceChoice } from '../shell/place-picker.tsx';
import { usePlaceTree } from '../shell/place-tree.ts';
import { shellWords } from '../shell/words.ts';
import type { WholePlace } from './place.ts';
import { PlaceDialog, useChanged } from './place-fields.tsx';
import { RegionChoice } from './region-choice.tsx';
import { placeWords } from './words.ts';

type Typed = { parentId: number; code: string };

/** A division by its code; the levels above it are in memory, since the picker has asked for them. */
function useDivision(code: string | null | undefined) {
  const above = code ? [undefined, `${code.slice(0, 2)}0000`, `${code.slice(0, 4)}00`] : [];
  const levels = useQueries({
    queries: above.map((below) => ({
      ...queryFor(places.regions, { query: below ? { below } : {} }),
      staleTime: Number.POSITIVE_INFINITY,
    })),
  });
  return levels.flatMap(({ data }) => data ?? []).find((each) => each.code === code);
}

/** A region is chosen from GB/T 2260, which gives its code and both names. */
export function AddRegion(props: { above: WholePlace | undefined; onClose: () => void }) {
  const { above, onClose } = props;
  const t = useWords(placeWords);
  const shell = useWords(shellWords);
  const lang = useLang();
  const [form] = Form.useForm<Typed>();
  const { query, only } = usePlaceTree({});
  const division = useDivision(Form.useWatch('code', form));
  const add = useMutation({
    mutationFn: ({ parentId, code }: Typed) => {
      if (!division) throw new Error('The division is not known.');
      const { zh: nameZh, en: nameEn } = division.name;
      const place = { parentId, kind: 'region', code, regionCode: code, nameZh, nameEn } as const;
      return call(places.create, { body: place });
    },
    onSuccess: useChanged(t('addedRegion'), onClose),
  });
  if (query.isPending) return null;
  const parentId = (above ?? only)?.id;
  return (
    <PlaceDialog<Typed>
      title={t('add_region')}
      okText={t('submit')}
      form={form}
      send={add}
      onClose={onClose}
      initial={parentId === undefined ? {} : { parentId }}
    >
      <Form.Item
        name="code"
        label={t('division')}
        extra={division ? `${division.name[lang]} · ${division.code}` : t('divisionHint')}
        rules={[{ required: true, message: shell('required') }]}
      >
        <RegionChoice />
      </Form.Item>
      <Form.Item
        name="parentId"
        label={t('above')}
        rules={[{ required: true, message: shell('required') }]}
      >
        <PlaceChoice kinds={['region', 'organisation']} />
      </Form.Item>
    </PlaceDialog>
  );
}
