export * from '../../shared/member/editor-start.ts';
