import { fireEvent } from '@testing-library/react';
import type { ComponentType } from 'react';
import { describe, expect, test, vi } from 'vitest';
import type { ParticipantApp } from '../../../../forms/programme.ts';
import { people } from '../../../../modules/people/contract.ts';
import { countDrafts } from '../../offline/drafts.ts';
import { type Me, visitorQuery } from '../session.ts';
import { captchas } from './captchas.ts';
import { openEditor } from './editing.ts';
import { ok } from './fake-server.ts';
import { doing, until } from './stage.tsx';

/** What an app must ask of whoever leaves for another account when the session has ended. */
export function testSignedOut(app: ParticipantApp, SignedOut: ComponentType<{ me: Me }>): void {
  /** Over an open form; `weight` is what was typed there. */
  const signedOutOver = async (weight?: number) => {
    const { stage, fill } = await openEditor({ app });
    captchas(stage);
    stage.server.on(people.signOut, () => ok);
    if (weight !== undefined) await fill({ weight });
    stage.server.signedIn = null;
    const page = stage.draw(<SignedOut me={stage.me} />);
    await until(() => expect(page.queryByText('Your session has ended')).not.toBeNull());
    const press = (name: RegExp) => doing(() => void fireEvent.click(page.getByText(name)));
    await press(/another account/);
    const { queryKey } = visitorQuery(stage.me.realm);
    return {
      ...{ stage, page, press },
      hasLeft: () => stage.queries.getQueryData(queryKey)?.left === 'signedOut',
    };
  };

  describe('whoever leaves for another account', () => {
    test('is asked first where something would be lost, and may stay', async () => {
      vi.stubGlobal('indexedDB', undefined);
      const { page, press, hasLeft } = await signedOutOver(4);
      const question = () => page.queryByText(/not saved or submitted/);
      await until(() => expect(question()).not.toBeNull());
      expect(hasLeft()).toBe(false);
      const [cancel] = page.getAllByText('Cancel').slice(-1);
      await doing(() => void fireEvent.click(cancel as Element));
      expect(hasLeft()).toBe(false);
      await press(/another account/);
      await until(() => expect(question()).not.toBeNull());
      await press(/and keep/);
      await until(() => expect(hasLeft()).toBe(true));
    });

    test('is asked first whether what this device holds stays there', async () => {
      const { stage, page, press, hasLeft } = await signedOutOver(4);
      await until(() => expect(page.queryByText(/a draft/)).not.toBeNull());
      expect(hasLeft()).toBe(false);
      await press(/and clear/);
      await until(async () => expect(await countDrafts(stage.account)).toBe(0));
      expect(hasLeft()).toBe(true);
    });

    test('is asked nothing where there is nothing', async () => {
      const { page, hasLeft } = await signedOutOver();
      await until(() => expect(hasLeft()).toBe(true));
      expect(page.queryByText('Sign out?')).toBeNull();
    });
  });
}
