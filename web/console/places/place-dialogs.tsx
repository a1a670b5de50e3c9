import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Form, Input, Modal, Radio } from 'antd';
import { places } from '../../../modules/places/contract.ts';
import { call } from '../../shared/api.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { FormProblem } from '../shell/form-problem.tsx';
import { type PlaceRow, placeName } from '../shell/programme.tsx';
import { useClosing } from '../shell/use-closing.ts';
import { shellWords } from '../shell/words.ts';
import { placeWords } from './words.ts';

type Names = { nameZh: string; nameEn: string };
type Fresh = Names & { kind: PlaceRow['kind']; code: string };

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

export function AddPlace({ parent, onClose }: { parent: PlaceRow; onClose: () => void }) {
  const t = useWords(placeWords);
  const shell = useWords(shellWords);
  const lang = useLang();
  const [form] = Form.useForm<Fresh>();
  const closing = useClosing(form, onClose);
  const add = useMutation({
    mutationFn: (typed: Fresh) => call(places.create, { body: { ...typed, parentId: parent.id } }),
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
      </Form>
    </Modal>
  );
}

export function RenamePlace({ place, onClose }: { place: PlaceRow; onClose: () => void }) {
  const t = useWords(placeWords);
  const shell = useWords(shellWords);
  const lang = useLang();
  const [form] = Form.useForm<Names>();
  const closing = useClosing(form, onClose);
  const rename = useMutation({
    mutationFn: (body: Names) => call(places.rename, { params: { id: place.id }, body }),
    onSuccess: useChanged(t('renamed'), onClose),
  });
  return (
    <Modal
      open
      title={t('renameTitle', { name: placeName(place, lang) })}
      okText={shell('save')}
      cancelText={shell('cancel')}
      confirmLoading={rename.isPending}
      onOk={() => form.submit()}
      {...closing}
    >
      <FormProblem form={form} error={rename.error} />
      <Form<Names>
        form={form}
        layout="vertical"
        initialValues={{ nameZh: place.nameZh, nameEn: place.nameEn }}
        onFinish={(typed) => rename.mutate(typed)}
      >
        <NameFields />
      </Form>
    </Modal>
  );
}
