import type { Page } from '../../../forms/programme.ts';
import { useText } from '../../shared/i18n.ts';

/** The paragraphs of a help page. */
export function HelpBody({ page }: { page: Page }) {
  const text = useText();
  return (
    <article className="dk-prose">
      {text(page.body)
        .split(/\n{2,}/)
        .map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
    </article>
  );
}
