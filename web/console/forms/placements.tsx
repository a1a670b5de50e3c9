import { DeleteOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Select, Tag } from 'antd';
import { programmes } from '../../../modules/programmes/contract.ts';
import type { BodyOf, ResponseOf } from '../../../platform/contract.ts';
import { EmptyState, Loaded, Panel } from '../../shared/antd/pc-parts.tsx';
import { call } from '../../shared/api.ts';
import { useLang, useWords } from '../../shared/i18n.ts';
import { problemText } from '../../shared/problems.ts';
import { queryFor } from '../../shared/query-for.ts';
import { type DataColumn, DataTable } from '../shell/data-table.tsx';
import filtersStyles from '../shell/filters.module.css';
import marginsStyles from '../shell/margins.module.css';
import { PlaceChoice } from '../shell/place-picker.tsx';
import { useProgramme } from '../shell/programme.tsx';
import { useCan } from '../shell/session.ts';
import { formWords } from './form-words.ts';
import { type FormRow, titleOf } from './forms-page.tsx';

type Row = ResponseOf<typeof programmes.formPlacements>[number];
type Given = BodyOf<typeof programmes.placeForm>;

/** Which form each place has, where one goes by place. */
export function Placements({ forms }: { forms: FormRow[] }) {
  const t = useWords(formWords);
  const lang = useLang();
  const { id } = useProgramme();
  const can = useCan();
  const queries = useQueryClient();
  const list = useQuery(queryFor(programmes.formPlacements, { params: { id } }));
  const give = useMutation({
    mutationFn: (body: Given) => call(programmes.placeForm, { params: { id }, body }),
    onSuccess: () =>
      Promise.all(
        [programmes.formPlacements, programmes.forms].map(({ url }) =>
          queries.invalidateQueries({ queryKey: [url] }),
        ),
      ),
  });
  const mayGive = can('form.publish');
  const offered = forms.filter(
    ({ purpose, byPlace, retired, inForce }) =>
      inForce && !retired && (purpose === 'check' || byPlace),
  );
  const columns = useColumns({
    forms,
    mayGive,
    onTake: (row) => give.mutate({ ...row, form: null }),
  });
  if (offered.length === 0 && list.data?.length === 0) return null;
  return (
    <Panel title={t('placements')}>
      <p className={marginsStyles.below}>{t('placementsNote')}</p>
      {give.error && (
        <Alert
          className={marginsStyles.below}
          type="error"
          showIcon
          title={problemText(give.error, lang)}
        />
      )}
      {mayGive && offered.length > 0 && (
        <GiveForm
          forms={offered}
          isBusy={give.isPending}
          onGive={(given) => give.mutateAsync(given)}
        />
      )}
      <Loaded query={list}>
        {(rows) => (
          <DataTable
            columns={columns}
            rows={rows}
            rowKey={({ purpose, placeId }) => `${purpose} ${placeId}`}
            empty={<EmptyState title={t('nothingGiven')} />}
          />
        )}
      </Loaded>
    </Panel>
  );
}

function useColumns(given: {
  forms: FormRow[];
  mayGive: boolean;
  onTake: (row: Pick<Row, 'placeId' | 'purpose'>) => void;
}): DataColumn<Row>[] {
  const { forms, mayGive, onTake } = given;
  const t = useWords(formWords);
  const lang = useLang();
  const nameOf = (code: string) => {
    const form = forms.find((each) => each.code === code);
    return form ? titleOf(form, lang) : code;
  };
  const placeOf = ({ placeZh, placeEn }: Row) => (lang === 'zh' ? placeZh : placeEn);
  return [
    {
      ...{ key: 'place', title: t('place'), always: true, cut: placeOf },
      render: (row) => (
        <>
          {placeOf(row)} {!row.open && <Tag>{t('closed')}</Tag>}
        </>
      ),
    },
    {
      ...{ key: 'purpose', title: t('purpose'), width: 160 },
      render: ({ purpose }) => t(purpose === 'check' ? 'check' : 'forReports'),
    },
    {
      key: 'form',
      title: t('form'),
      cut: ({ form }) => nameOf(form),
      render: ({ form }) => nameOf(form),
    },
    { key: 'since', title: t('since'), width: 130, render: ({ placedOn }) => placedOn },
    {
      ...{ key: 'actions', title: t('actions'), width: 130 },
      render: ({ placeId, purpose, mine, ...row }) =>
        mayGive &&
        mine && (
          <Button
            type="link"
            size="small"
            icon={<DeleteOutlined />}
            aria-label={t('takeBackFrom', { place: lang === 'zh' ? row.placeZh : row.placeEn })}
            onClick={() => onTake({ placeId, purpose })}
          >
            {t('takeBack')}
          </Button>
        ),
    },
  ];
}

/** Gives one of the forms to a place of one's own that takes part in the programme. */
function GiveForm(props: {
  forms: FormRow[];
  isBusy: boolean;
  onGive: (given: Given) => Promise<unknown>;
}) {
  const { forms, isBusy, onGive } = props;
  const t = useWords(formWords);
  const lang = useLang();
  const [form] = Form.useForm<{ placeId?: number; form?: string }>();
  const give = async ({ placeId, form: code }: { placeId?: number; form?: string }) => {
    const chosen = forms.find((each) => each.code === code);
    if (placeId === undefined || !chosen) return;
    await onGive({ placeId, purpose: chosen.purpose, form: chosen.code }).then(
      () => form.resetFields(),
      () => undefined,
    );
  };
  const needed = { required: true, message: t('needed') };
  return (
    <Form
      form={form}
      layout="inline"
      className={filtersStyles.filters}
      onFinish={(typed) => void give(typed)}
    >
      <Form.Item name="form" label={t('form')} rules={[needed]}>
        <Select
          className={filtersStyles.place}
          placeholder={t('chooseForm')}
          options={forms.map((each) => ({ value: each.code, label: titleOf(each, lang) }))}
        />
      </Form.Item>
      <Form.Item name="placeId" label={t('to')} rules={[needed]}>
        <PlaceChoice placeholder={t('choosePlace')} />
      </Form.Item>
      <Button htmlType="submit" loading={isBusy}>
        {t('give')}
      </Button>
    </Form>
  );
}
