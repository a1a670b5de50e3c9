import { AlertNews } from './alert-count.tsx';
import { PersonDrawer } from './person-drawer.tsx';

/** Stands over all pages of a programme. */
export function OverProgramme() {
  return (
    <>
      <PersonDrawer />
      <AlertNews />
    </>
  );
}
