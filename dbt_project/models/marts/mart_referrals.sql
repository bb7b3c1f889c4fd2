{{ mart_rows("observations.stage_id = 'referred'") }}
