// The label of a sample as a React component.
import { sampleWord } from '../../../api/contract/words.ts';

export const SampleMark = ({ isSample }: { isSample: boolean }) =>
  isSample ? <span className="sample">{sampleWord}</span> : null;
