import { Toast } from 'antd-mobile';
import { useLang } from '../../shared/i18n.ts';
import type { Me } from '../../shared/participant/session.ts';
import { useSigningOut } from '../../shared/participant/sign-out.ts';
import { problemText } from '../../shared/problems.ts';

/**
 * Ends the session; the pages then lead to the sign-in. `clear` throws away what the person has not
 * sent, too.
 */
export function useLeave(me: Me) {
  const lang = useLang();
  const { leave } = useSigningOut(me);
  return async (clear: boolean): Promise<void> => {
    try {
      await leave(clear);
    } catch (error) {
      Toast.show(problemText(error, lang));
    }
  };
}
