import { useQuery } from '@tanstack/react-query';
import { programmes } from '../../../modules/programmes/contract.ts';
import { Loaded } from '../../shared/antd/pc-parts.tsx';
import { queryFor } from '../../shared/query-for.ts';
import { RequireOnAll } from '../shell/pages.tsx';
import { useProgramme } from '../shell/programme.tsx';
import { RulesEditorPage } from './rules-editor-page.tsx';

/** Changes groups, services, days that count, alert rules and colour rules of a programme. */
export default function RulesPage() {
  return (
    <RequireOnAll permission="programme.change_rules">
      <StoredRules />
    </RequireOnAll>
  );
}

function StoredRules() {
  const { id } = useProgramme();
  const stored = useQuery({
    ...queryFor(programmes.settings, { params: { id } }),
    // What is being changed does not change under one's hands.
    ...{ staleTime: Number.POSITIVE_INFINITY, gcTime: 0, refetchOnWindowFocus: false },
  });
  return (
    <Loaded query={stored} rows={12}>
      {(first) => <RulesEditorPage key={id} first={first} />}
    </Loaded>
  );
}
