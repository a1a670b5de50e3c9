import { commonProblems } from './contract.ts';
import { Problem } from './problems.ts';

/**
 * Bounds how many files are on their way at once. A person may send more than a field of photos takes; what all
 * send together fills neither memory nor sockets. Gives the function with which an upload takes its turn, and
 * which gives the one that ends it.
 */
export function uploadTurns({ perPerson = 30, inAll = 300 } = {}): (person: string) => () => void {
  const underWay = new Map<string, number>();
  let all = 0;
  return (person) => {
    const own = underWay.get(person) ?? 0;
    if (own >= perPerson) throw new Problem(commonProblems.too_many_requests, { retryAfter: 10 });
    if (all >= inAll) throw new Problem(commonProblems.busy, { retryAfter: 10 });
    underWay.set(person, own + 1);
    all += 1;
    return () => {
      all -= 1;
      const left = (underWay.get(person) ?? 1) - 1;
      if (left > 0) underWay.set(person, left);
      else underWay.delete(person);
    };
  };
}
