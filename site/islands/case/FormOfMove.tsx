// Chooses the form of a move: 选登 has its own; all other moves share one.
import type { MoveName } from '../../../api/life/life.ts';
import { MoveForm } from './MoveForm.tsx';
import { PublishForm } from './PublishForm.tsx';
import type { MoveFormProps } from './use-move.ts';

export function FormOfMove({ move, ...props }: MoveFormProps<MoveName>) {
  return move === 'publish' ? <PublishForm move={move} {...props} /> : <MoveForm move={move} {...props} />;
}
