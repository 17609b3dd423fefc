// What the slots allow where a lane has one call at a time: each slot of a lane whose call is back before the next one,
// and otherwise every second or third or so.

const slotMs = 105;

export function slotsAllow(latencyMs: number, lanes: number): number {
  const turns = Math.max(1, Math.ceil(latencyMs / (lanes * slotMs)));
  return 1000 / slotMs / turns;
}
