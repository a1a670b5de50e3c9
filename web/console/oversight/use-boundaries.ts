import { useQuery } from '@tanstack/react-query';
import { oversight } from '../../../modules/oversight/contract.ts';
import { ApiProblem, call } from '../../shared/api.ts';

type Feature = {
  type: 'Feature';
  properties: { adcode: number | string; name?: string };
  geometry: unknown;
};

/** The divisions of a region, as they are drawn. */
export type Boundaries = { code: string; features: Feature[] };

/** The boundaries below a region, if the installation has them; null where it does not, or where there is no region. */
export function useBoundaries(code: string | undefined): Boundaries | null {
  const { data } = useQuery({
    queryKey: [oversight.boundaries.url, code],
    queryFn: async ({ signal }): Promise<Boundaries | null> => {
      try {
        const params = { code: code as string };
        const { features } = (await call(oversight.boundaries, { params, signal })) as {
          features: Feature[];
        };
        return { code: params.code, features };
      } catch (error) {
        if (error instanceof ApiProblem && error.status === 404) return null;
        throw error;
      }
    },
    enabled: code !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return data ?? null;
}
