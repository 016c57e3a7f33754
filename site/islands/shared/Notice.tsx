// A notice in an island: the same element as the fragment renders.
import type { ComponentPropsWithRef } from 'react';
import { type NoticeKind, noticeClass } from '../../fragments/notice.ts';

type NoticeProps<Element extends 'p' | 'section'> = Omit<ComponentPropsWithRef<Element>, 'className'> & {
  kind?: NoticeKind;
};

export const Notice = ({ kind, ...attributes }: NoticeProps<'p'>) => (
  <p className={noticeClass(kind)} {...attributes} />
);

/** A notice with its own heading. */
export const NoticeSection = ({ kind, ...attributes }: NoticeProps<'section'>) => (
  <section className={noticeClass(kind)} {...attributes} />
);
