// A notice in an island: the same element as the fragment renders.
import type { ComponentPropsWithRef } from 'react';
import { noticeClass } from '../../fragments/notice.ts';

export const Notice = (attributes: ComponentPropsWithRef<'p'>) => <p className={noticeClass} {...attributes} />;

/** A notice with its own heading. */
export const NoticeSection = (attributes: ComponentPropsWithRef<'section'>) => (
  <section className={noticeClass} {...attributes} />
);
