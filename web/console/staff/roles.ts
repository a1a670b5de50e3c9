import { useQuery } from '@tanstack/react-query';
import { joiners } from '../../../forms/joiners.ts';
import { access } from '../../../modules/access/contract.ts';
import { isScannerRole } from '../../../modules/staff/contract.ts';
import type { ResponseOf } from '../../../platform/contract.ts';
import type { Lang } from '../../shared/i18n.ts';
import { queryFor } from '../../shared/query-for.ts';

type Role = ResponseOf<typeof access.roles>[number];

/** The roles of the installation with what each may do. */
export const useRoles = () => useQuery({ ...queryFor(access.roles), staleTime: 60_000 });

/** What a role may do, in one line. */
export function roleSentences({ permissions }: Role, lang: Lang): string {
  return permissions.map((each) => each[lang]).join(joiners[lang].semicolon);
}

/** The roles that are given by themselves; those of scanners come with a site. */
export const canBeGranted = ({ code }: Role): boolean => !isScannerRole(code);
