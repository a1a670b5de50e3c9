import styles from './prose.module.css';

/** Paragraphs, which an empty line separates in the text. */
export function Prose({ text }: { text: string }) {
  return (
    <article className={styles.prose}>
      {text.split(/\n{2,}/).map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
    </article>
  );
}
