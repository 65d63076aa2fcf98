/** What the door needs once somebody acts at it: loaded then, for whoever only looks need not wait for it. */
export { People } from './people.ts';
export { openPractice } from './practice.ts';
export { recoverWithKit } from './recover.ts';
export { establish, prepare, tryKit } from './set-up.ts';
export { unlockWithCopy } from './unlock.ts';
