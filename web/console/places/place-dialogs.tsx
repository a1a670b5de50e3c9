import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Form, Input, Modal, Radio } from 'antd';
import { places } from '../../../modules/places/contract.ts';
import type { BodyOf, ResponseOf } from '../../../platform/contract.ts';
import { call } from '../../shared/api.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { queryFor } from '../../shared/query-for.ts';
import { FormProblem } from '../shell/form-problem.tsx';
import { type PlaceRow, placeName } from '../shell/programme.tsx';
import { useClosing } from '../shell/use-closing.ts';
import { shellWords } from '../shell/words.ts';
import { RegionChoice } from './region-choice.tsx';
import { placeWords } from './words.ts';

type Details = Pick<
  BodyOf<typeof places.rename>,
  'nameZh' | 'nameEn' | 'regionCode' | 'address' | 'remark'
>;
type Fresh = Details & { kind: PlaceRow['kind']; code: string };

/** What was left empty is nothing, not a text without characters. */
const withoutEmpty = <T extends Details>(typed: T): T => ({
  ...typed,
  regionCode: typed.regionCode ?? null,
  address: typed.address?.trim() || null,
  remark: typed.remark?.trim() || null,
});

/** After a change of the tree, lists and figures are asked for again. */
function useChanged(text: string, onClose: () => void) {
  const queries = useQueryClient();
  const { message } = App.useApp();
  return () => {
    void queries.invalidateQueries();
    void message.success(text);
    onClose();
  };
}

function NameFields() {
  const t = useWords(placeWords);
  const shell = useWords(shellWords);
  const required = { required: true, whitespace: true, message: shell('required') };
  return (
    <>
      <Form.Item name="nameZh" label={t('zh')} rules={[required]}>
        <Input maxLength={200} autoFocus />
      </Form.Item>
      <Form.Item name="nameEn" label={t('en')} rules={[required]}>
        <Input maxLength={200} />
      </Form.Item>
    </>
  );
}

/** Where a place is found. */
function WhereFields() {
  const t = useWords(placeWords);
  return (
    <>
      <Form.Item name="regionCode" label={t('regionLabel')}>
        <RegionChoice />
      </Form.Item>
      <Form.Item name="address" label={t('address')}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="remark" label={t('remark')}>
        <Input maxLength={500} />
      </Form.Item>
    </>
  );
}

export function AddPlace({ parent, onClose }: { parent: PlaceRow; onClose: () => void }) {
  const t = useWords(placeWords);
  const shell = useWords(shellWords);
  const lang = useLang();
  const [form] = Form.useForm<Fresh>();
  const closing = useClosing(form, onClose);
  const add = useMutation({
    mutationFn: (typed: Fresh) =>
      call(places.create, { body: { ...withoutEmpty(typed), parentId: parent.id } }),
    onSuccess: useChanged(t('added'), onClose),
  });
  return (
    <Modal
      open
      title={t('addTitle', { name: placeName(parent, lang) })}
      okText={shell('add')}
      cancelText={shell('cancel')}
      confirmLoading={add.isPending}
      onOk={() => form.submit()}
      {...closing}
    >
      <FormProblem form={form} error={add.error} />
      <Form<Fresh>
        form={form}
        layout="vertical"
        initialValues={{ kind: 'organisation' }}
        onFinish={(typed) => add.mutate(typed)}
      >
        <Form.Item name="kind" label={t('kind')}>
          <Radio.Group
            options={(['region', 'organisation', 'site'] as const).map((kind) => ({
              value: kind,
              label: t(`kind_${kind}`),
            }))}
          />
        </Form.Item>
        <NameFields />
        <Form.Item
          name="code"
          label={t('code')}
          extra={t('codeHint')}
          rules={[{ required: true, whitespace: true, message: shell('required') }]}
        >
          <Input maxLength={100} />
        </Form.Item>
        <WhereFields />
      </Form>
    </Modal>
  );
}

/** Names, and where it is found. */
export function EditPlace({ place, onClose }: { place: PlaceRow; onClose: () => void }) {
  const whole = useQuery({ ...queryFor(places.get, { params: { id: place.id } }), staleTime: 0 });
  // What is stored is what the form begins with: it waits for it.
  if (!whole.data || whole.isFetching) return null;
  return <EditForm place={whole.data} onClose={onClose} />;
}

type WholePlace = ResponseOf<typeof places.get>;

function EditForm({ place, onClose }: { place: WholePlace; onClose: () => void }) {
  const t = useWords(placeWords);
  const shell = useWords(shellWords);
  const lang = useLang();
  const [form] = Form.useForm<Details>();
  const closing = useClosing(form, onClose);
  const edit = useMutation({
    mutationFn: (typed: Details) =>
      call(places.rename, { params: { id: place.id }, body: withoutEmpty(typed) }),
    onSuccess: useChanged(t('renamed'), onClose),
  });
  const { nameZh, nameEn, regionCode, address, remark } = place;
  return (
    <Modal
      open
      title={t('editTitle', { name: placeName(place, lang) })}
      okText={shell('save')}
      cancelText={shell('cancel')}
      confirmLoading={edit.isPending}
      onOk={() => form.submit()}
      {...closing}
    >
      <FormProblem form={form} error={edit.error} />
      <Form<Details>
        form={form}
        layout="vertical"
        initialValues={{ nameZh, nameEn, regionCode, address, remark }}
        onFinish={(typed) => edit.mutate(typed)}
      >
        <NameFields />
        <WhereFields />
      </Form>
    </Modal>
  );
}
