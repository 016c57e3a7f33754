// The steps that people take with the golden record's comments.

/** A resident's submission; `follows` is the number of the life that it follows up. */
export interface Sending {
  words: {
    about: string;
    kind: string;
    title: string;
    text: string;
    publish: 'yes' | 'no';
    key: string;
    name?: string;
    contact?: string;
    homepage?: string;
    proof?: string;
  };
  /** Number of attached pictures. */
  files: number;
  areLimitsDown: boolean;
  follows: number | null;
}

export type Action =
  | { what: 'send'; sending: Sending }
  /** A retry, which must return the same receipt. */
  | { what: 'send-again'; sending: Sending }
  /** The desk releases the comment if a check held it. */
  | { what: 'release'; by: string }
  | { what: 'move'; by: string; move: { move: string } & Record<string, unknown> }
  | { what: 'view-contact'; by: string; reason: string }
  | { what: 'resident'; move: { move: string } & Record<string, unknown> };

export interface Step {
  /** Number of the life. */
  life: number;
  /** Milliseconds UTC. */
  at: number;
  action: Action;
}
