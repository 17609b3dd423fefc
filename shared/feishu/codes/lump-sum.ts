// Codes of single lump sum payment records, the same list for create, update and remove. shared/words/codes/lump-sum.ts says what each
// means.
// https://open.feishu.cn/document/corehr-v1/basic-compensation/lump_sum_payment/batch_create

export const lumpSumCodes = [
  21270201, 21270202, 21270203, 21270205, 21270206, 21270207, 21270208, 21270209, 21270210, 21270211,
  21270213, 21270214, 21270215, 21270217, 21270218, 21270219, 21270220, 21270221, 21270222, 21270223,
  21270224, 21270225, 21270226, 21270227, 21270228, 21270229, 21270230, 21270070, 21270239, 21270240,
  21270241,
] as const;
export type LumpSumCode = (typeof lumpSumCodes)[number];
