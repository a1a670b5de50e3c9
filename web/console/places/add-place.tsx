import { useMutation } from '@tanstack/react-query';
import { Form, Input } from 'antd';
import { parentKindsOf, places } from '../../../modules/places/contract.ts';
import { call } from '../../shared/api.ts';
import { useWords } from '../../shared/i18n.ts';
import { PlaceChoice } from '../shell/place-picker.tsx';
import { usePlaceTree } from '../shell/place-tree.ts';
import { shellWords } from '../shell/words.ts';
import { isDivision, type ListedKind, type WholePlace } from './place.ts';
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

type Typed = Details & { parentId: number; code?: string };

type AddPlaceProps = {
  kind: ListedKind;
  /** The region that is looked at: most likely where the new place is. */
  region: WholePlace | undefined;
  onClose: () => void;
};

/** 添加机构, 添加站点. */
export function AddPlace({ kind, region, onClose }: AddPlaceProps) {
  const t = useWords(placeWords);
  const shell = useWords(shellWords);
  const [form] = Form.useForm<Typed>();
  const { query, only } = usePlaceTree({});
  const add = useMutation({
    mutationFn: ({ code, ...typed }: Typed) =>
      call(places.create, {
        body: { ...withoutEmpty(typed), kind, ...(code?.trim() && { code: code.trim() }) },
      }),
    onSuccess: useChanged(t('added'), onClose),
  });
  if (query.isPending) return null;
  const likely = kind === 'organisation' ? (region ?? only) : undefined;
  return (
    <PlaceDialog<Typed>
      title={t(`add_${kind}`)}
      okText={t('submit')}
      form={form}
      send={add}
      onClose={onClose}
      initial={{
        ...(likely && { parentId: likely.id }),
        ...(region && isDivision(region.code) && { regionCode: region.code }),
      }}
    >
      <NameFields label={t(`name_${kind}`)} />
      <Form.Item
        name="parentId"
        label={t(kind === 'site' ? 'aboveSite' : 'above')}
        rules={[{ required: true, message: shell('required') }]}
      >
        <PlaceChoice kinds={parentKindsOf(kind)} />
      </Form.Item>
      <RegionField />
      <AddressFields />
      <Form.Item name="code" label={t('code')} extra={t('codeHint')}>
        <Input maxLength={100} />
      </Form.Item>
    </PlaceDialog>
  );
}
