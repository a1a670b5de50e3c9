import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { programmes } from '../../../modules/programmes/contract.ts';
import { Loaded } from '../../shared/antd/pc-parts.tsx';
import { queryFor } from '../../shared/query-for.ts';
import { RequireOnAll } from '../shell/pages.tsx';
import { useProgramme } from '../shell/programme.tsx';
import { FormBuilder } from './form-builder.tsx';

/** Builds a form: its draft, the properties of what is chosen, and the form as people will see it. */
export default function BuilderPage() {
  return (
    <RequireOnAll permission="form.change">
      <StoredDraft />
    </RequireOnAll>
  );
}

function StoredDraft() {
  const { id } = useProgramme();
  const { draftId } = useParams({ strict: false }) as { draftId: string };
  const stored = useQuery({
    ...queryFor(programmes.formDraft, { params: { id, draftId: Number(draftId) } }),
    // What is being changed does not change under one's hands.
    ...{ staleTime: Number.POSITIVE_INFINITY, gcTime: 0, refetchOnWindowFocus: false },
  });
  return (
    <Loaded query={stored} rows={12}>
      {(draft) => <FormBuilder key={draft.id} first={draft} />}
    </Loaded>
  );
}
