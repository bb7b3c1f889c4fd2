-- Referrals by single agencies or groups of them; the referrals of all agencies are in mart_referrals.
{% set agencies = ref('dim_agency') -%}
{{ mart_rows("""
    observations.stage_id = 'referred'
    and observations.agency_id in (select agency_id from " ~ agencies ~ " where parent_id is not null)
""") }}
