// Exactly as on the page, although the samples break its rules: frequency 3 with one detail, belong_time after
// issuance_time.

export const olderSampleBody = {
  records: [
    {
      unique_id: '7402510801304718380_7309316347007764012_7402523725868058156_1726070400000_10000',
      user_id: '7337149697626801708',
      total_amount: '2000.00',
      binding_period: 2,
      currency_id: '6863329932261459464',
      issuance_frequency: 3,
      item_id: '7411039006180312620',
      reference_period_start_date: '2024-08-01',
      reference_period_end_date: '2024-08-01',
      details: [
        {
          issuance_amount: '2000.00',
          issuance_status: 'to_be_issued',
          issuance_way: 'with_salary',
          issuance_time: '2024-08-01',
          belong_time: '2025-01-20',
          issuance_country_region_id: '6862995757234914824',
          issuance_pay_group_id: '6862995757234914824',
        },
      ],
      remark: '该员工表现优异，为其发放一笔奖金',
    },
  ],
};

export const newerSampleBody = {
  records: [
    {
      unique_id: '7402510801304718380_7309316347007764012_7402523725868058156_1726070400000_10000',
      user_id: '7337149697626801708',
      total_amount: '2000.00',
      binding_period: 2,
      currency_id: '6863329932261459464',
      issuance_frequency: 3,
      item_id: '7411039006180312620',
      reference_period_start_date: '2024-08-01',
      reference_period_end_date: '2024-08-01',
      details: [
        {
          issuance_amount: '2000.00',
          issuance_status: 'to_be_issued',
          issuance_way: 'with_salary',
          issuance_time: '2024-08-01',
          belong_time: '2025-01-20',
          issuance_country_region_id: '6862995757234914824',
          issuance_pay_group_id: '6862995757234914824',
          detail_reference_period_start_date: '2024-08-01',
          detail_reference_period_end_date: '2024-08-01',
        },
      ],
      remark: '该员工表现优异,为其发放一笔奖金',
      binding_period_decimal: '12.56',
    },
  ],
};

export const sampleAnswer = {
  code: 0,
  msg: 'success',
  data: {
    operate_results: [
      {
        id: '7390583861280556588',
        unique_id: '7390583861280556588',
        code: 21270202,
        message: 'uqniue id conflict',
      },
    ],
  },
};
