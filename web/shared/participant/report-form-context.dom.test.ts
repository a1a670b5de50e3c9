import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { reports } from '../../../modules/reports/contract.ts';
import { useReportFormContext } from './report-form-context.tsx';
import { openStage, pass, someone, stopTimers } from './testing/stage.tsx';

const id = randomUUID();

function openForm() {
  const stage = openStage();
  stage.server.on(reports.addPhoto, () => ({ id, width: 4, height: 3 }));
  const { result } = stage.render(useReportFormContext);
  const upload = async () =>
    result.current.uploadPhoto?.(new File(['feathers'], 'pip.jpg'), {
      ...{ progress: () => undefined, signal: new AbortController().signal },
    });
  return { stage, upload };
}

test('a photo is stored for the person who chose it', async () => {
  const { stage, upload } = openForm();
  expect(await upload()).toBe(id);
  expect(stage.server.requests(reports.addPhoto)).toHaveLength(1);
});

test('a photo that something else than the server answers for is not stored', async () => {
  const { stage, upload } = openForm();
  stage.server.inBetween = () => Response.json({ id });
  await expect(upload()).rejects.toMatchObject({ code: 'offline' });
});

test('a photo of which nothing is heard any more is given up', async () => {
  const { stage, upload } = openForm();
  stopTimers();
  stage.server.on(reports.addPhoto, () => new Promise(() => undefined));
  const uploaded = upload();
  const failed = expect(uploaded).rejects.toMatchObject({ code: 'offline' });
  await pass(60_000);
  await failed;
});

test('a photo is not stored for somebody else who has signed in meanwhile', async () => {
  const { stage, upload } = openForm();
  stage.server.signedIn = someone();
  await expect(upload()).rejects.toMatchObject({ code: 'somebody_else' });
  expect(stage.server.requests(reports.addPhoto)).toEqual([]);
});

test('a photo is asked for in the name of whom it is of, also of a ward', () => {
  const photoOf = (wardLink?: string) => {
    const stage = openStage({ ...(wardLink && { wardLink }) });
    const address = stage.render(useReportFormContext).result.current.photoUrl(id);
    const { searchParams } = new URL(address, 'http://localhost');
    const [person, ward] = [searchParams.get('person'), searchParams.get('for')];
    return { isOwn: person === stage.me.personId, ward };
  };
  const link = randomUUID();
  expect(photoOf()).toEqual({ isOwn: true, ward: null });
  expect(photoOf(link)).toEqual({ isOwn: true, ward: link });
});
