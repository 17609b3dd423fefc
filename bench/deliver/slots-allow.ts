// The calls per second that the slots allow if a lane has one call at a time. If a call is back before the lane's next
// slot, the lane uses every slot; otherwise every second or third.

const slotMs = 105;

export function slotsAllow(latencyMs: number, lanes: number): number {
  const turns = Math.max(1, Math.ceil(latencyMs / (lanes * slotMs)));
  return 1000 / slotMs / turns;
}
