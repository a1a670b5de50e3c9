import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Form } from 'antd';
import { useEffect, useState } from 'react';
import { changedParts, isSame, mergeParts } from '../../../forms/identity-changes.ts';
import { programmes } from '../../../modules/programmes/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import { Loaded, PageHead, Panel } from '../../shared/antd/pc-parts.tsx';
import { ApiProblem, call } from '../../shared/api.ts';
import { useWords } from '../../shared/i18n.ts';
import { queryFor } from '../../shared/query-for.ts';
import { FormProblem } from '../shell/form-problem.tsx';
import { LeavingModal } from '../shell/leaving-modal.tsx';
import marginsStyles from '../shell/margins.module.css';
import { RequireOnAll } from '../shell/pages.tsx';
import { useProgramme } from '../shell/programme.tsx';
import { UnderWay } from '../shell/publications.tsx';
import { DaysConfirm } from './days-confirm.tsx';
import { DaysFields, otherDays } from './days-fields.tsx';
import { IdentityEditor } from './identity-editor.tsx';
import { identityFrom, type TypedDays, type TypedIdentity, typedFrom } from './identity-form.ts';
import { type Conflict, conflictsOf, usePartNames } from './identity-parts.ts';
import { allOf } from './identity-texts.tsx';
import { identityWords } from './identity-words.ts';
import { ProgrammeAddresses } from './programme-addresses.tsx';

type Stored = ResponseOf<typeof programmes.identity>;

/** Where people come in; changes days, names, contacts, colour, groups and texts of the programme. */
export default function IdentityPage() {
  return (
    <RequireOnAll permission="programme.change">
      <StoredIdentity />
    </RequireOnAll>
  );
}

function StoredIdentity() {
  const t = useWords(identityWords);
  const { id } = useProgramme();
  const stored = useQuery({
    ...queryFor(programmes.identity, { params: { id } }),
    // What is being changed does not change under one's hands.
    ...{ staleTime: Number.POSITIVE_INFINITY, gcTime: 0, refetchOnWindowFocus: false },
  });
  return (
    <>
      <PageHead title={t('identity')} note={t('identityNote')} />
      <UnderWay />
      <Panel>
        <Loaded query={stored} rows={12}>
          {(found) => <IdentityForm id={id} first={found} />}
        </Loaded>
      </Panel>
    </>
  );
}

/** All that is changed here, as it is sent. */
type Details = Stored['identity'] & TypedDays;
type Typed = TypedDays & { identity: TypedIdentity };

/** What is on record, as it would be sent. */
function detailsOf(stored: Stored): Details {
  const { startsOn, endsOn } = stored;
  const identity = identityFrom(typedFrom(stored, stored.identity), stored);
  return { ...identity, startsOn, endsOn };
}

function typedOf(frame: Stored, { startsOn, endsOn, ...identity }: Details): Typed {
  return { startsOn, endsOn, identity: typedFrom(frame, identity) };
}

function sentFrom({ startsOn, endsOn, identity }: Typed, frame: Stored): Details {
  return { ...identityFrom(identity, frame), startsOn, endsOn };
}

/** What somebody else did meanwhile. */
type Meanwhile = { theirs: string[]; conflicts: Conflict[] };

function IdentityForm({ id, first }: { id: number; first: Stored }) {
  const t = useWords(identityWords);
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [form] = Form.useForm<Typed>();
  /** What the changes rest on. */
  const [base, setBase] = useState(first);
  const [meanwhile, setMeanwhile] = useState<Meanwhile | null>(null);
  /** Days that wait for somebody to say that they are meant. */
  const [asked, setAsked] = useState<TypedDays | null>(null);
  const typed: Typed | undefined = Form.useWatch((values) => values, { form, preserve: true });
  const stored = detailsOf(base);
  const isChanged = typed?.identity !== undefined && !isSame(sentFrom(typed, base), stored);

  /** Puts what both did together; all that was typed here stays. */
  const mergeNewest = async (mine: Details) => {
    const newest = await call(programmes.identity, { params: { id } });
    const theirs = detailsOf(newest);
    const { merged: identity, conflicts } = mergeParts(stored, mine, theirs);
    form.setFieldsValue(typedOf(newest, identity));
    setBase(newest);
    setMeanwhile({
      theirs: changedParts(stored, theirs),
      conflicts: conflictsOf(conflicts, theirs),
    });
  };
  const change = useMutation({
    mutationFn: async (details: Details) => {
      const { startsOn, endsOn, ...identity } = details;
      const { version } = base;
      try {
        return await call(programmes.changeIdentity, {
          params: { id },
          body: { version, identity, startsOn, endsOn },
        });
      } catch (error) {
        if (!(error instanceof ApiProblem) || error.code !== 'programme_changed') throw error;
        await mergeNewest(details);
        return null;
      }
    },
    onSuccess: async (done, { startsOn, endsOn, ...identity }) => {
      if (!done) return;
      setBase({ ...base, version: done.version, identity, startsOn, endsOn });
      setMeanwhile(null);
      void message.success(t('saved'));
      await queries.invalidateQueries({ queryKey: queryFor(programmes.list).queryKey });
      await queries.invalidateQueries({ queryKey: [programmes.publications.url] });
    },
  });
  // Everything, also what has no field on this page, such as codes.
  const send = () => change.mutate(sentFrom(form.getFieldsValue(true) as Typed, base));
  const save = () => {
    const days = otherDays(base, form.getFieldsValue(true) as Typed);
    if (days) setAsked(days);
    else send();
  };
  return (
    <Form
      form={form}
      layout="vertical"
      initialValues={typedOf(first, detailsOf(first))}
      onFinish={save}
      scrollToFirstError={{ behavior: 'smooth', block: 'center', focus: true }}
    >
      <IdentityEditor
        frame={base}
        shown={allOf(base)}
        before={
          <>
            <LeavingModal isTyped={isChanged} />
            <FormProblem form={form} error={change.error} />
            {meanwhile && <ChangedMeanwhile key={base.version} {...meanwhile} />}
            {asked && (
              <DaysConfirm
                days={asked}
                onCancel={() => setAsked(null)}
                onConfirm={() => {
                  setAsked(null);
                  send();
                }}
              />
            )}
            <ProgrammeAddresses />
            <DaysFields stored={base} />
          </>
        }
        after={
          <Button
            type="primary"
            size="large"
            htmlType="submit"
            disabled={!isChanged}
            loading={change.isPending}
          >
            {t('save')}
          </Button>
        }
      />
    </Form>
  );
}

/** Tells what somebody else changed, above the fields that it is merged into. */
function ChangedMeanwhile({ theirs, conflicts }: Meanwhile) {
  const t = useWords(identityWords);
  const names = usePartNames();
  // It stands on top, and who has just pressed the button is at the end.
  useEffect(() => {
    window.scrollTo({ top: 0 });
  }, []);
  return (
    <Alert
      className={marginsStyles.below}
      type="warning"
      showIcon
      title={t('changedMeanwhile')}
      description={
        <>
          <p>{t('changedMeanwhileNote', { theirs: names.list(theirs) })}</p>
          {conflicts.length > 0 && (
            <>
              <p>{t('conflicts')}</p>
              <ul>
                {conflicts.map(({ path, value }) => (
                  <li key={path}>
                    {value === null
                      ? t('conflictRemoved', { part: names.one(path) })
                      : t('conflictTheirs', { part: names.one(path), value })}
                  </li>
                ))}
              </ul>
            </>
          )}
        </>
      }
    />
  );
}
